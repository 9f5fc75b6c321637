# Completion for dongbei in bash: eval "$(dongbei completion bash)", or save it as
# ~/.local/share/bash-completion/completions/dongbei

_dongbei() {
    local line
    COMPREPLY=()
    while IFS= read -r line; do
        if [[ $line == :files* ]]; then
            compopt -o default
        elif [[ -n $line ]]; then
            COMPREPLY+=("${line%%$'\t'*}")
        fi
    done < <(_DONGBEI_COMPLETE=bash "$1" "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}

complete -F _dongbei dongbei
