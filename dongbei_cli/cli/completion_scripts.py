"""The completion scripts for bash, zsh and fish. None of them evaluates what it is given."""

BASH = """\
# Completion for dongbei in bash: eval "$(dongbei completion bash)", or save it as
# ~/.local/share/bash-completion/completions/dongbei

_dongbei() {
    local line
    COMPREPLY=()
    while IFS= read -r line; do
        if [[ $line == :files* ]]; then
            compopt -o default
        elif [[ -n $line ]]; then
            COMPREPLY+=("${line%%$'\\t'*}")
        fi
    done < <(_DONGBEI_COMPLETE=bash "$1" "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}

complete -F _dongbei dongbei
"""

ZSH = """\
#compdef dongbei
# Completion for dongbei in zsh: save it as _dongbei in a folder of $fpath, or, after compinit:
# source <(dongbei completion zsh)

_dongbei() {
    local line value told
    local -a offered
    for line in "${(@f)$(_DONGBEI_COMPLETE=zsh "${words[1]}" "${(@Q)words[2,CURRENT]}" 2>/dev/null)}"; do
        value="${line%%$'\\t'*}"
        told="${line#*$'\\t'}"
        if [[ $value == ':files' ]]; then
            _files
            return
        elif [[ -n $value ]]; then
            offered+=("${value//:/\\\\:}${told:+:$told}")
        fi
    done
    (( ${#offered} )) && _describe -V dongbei offered
}

if [[ ${funcstack[1]} == _dongbei ]]; then
    _dongbei "$@"
else
    compdef _dongbei dongbei
fi
"""

FISH = """\
# Completion for dongbei in fish: dongbei completion fish > ~/.config/fish/completions/dongbei.fish

function __dongbei_offers
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    set -l command $words[1]
    set -e words[1]
    for line in (env _DONGBEI_COMPLETE=fish $command $words "$current" 2>/dev/null)
        if string match -q ':files*' -- $line
            __fish_complete_path "$current"
        else
            echo $line
        end
    end
end

complete -c dongbei -f -a '(__dongbei_offers)'
"""

SCRIPTS = {"bash": BASH, "zsh": ZSH, "fish": FISH}
