#compdef dongbei
# Completion for dongbei in zsh: save it as _dongbei in a folder of $fpath, or, after compinit:
# source <(dongbei completion zsh)

_dongbei() {
    local line value told
    local -a offered
    for line in "${(@f)$(_DONGBEI_COMPLETE=zsh "${words[1]}" "${(@Q)words[2,CURRENT]}" 2>/dev/null)}"; do
        value="${line%%$'\t'*}"
        told="${line#*$'\t'}"
        if [[ $value == ':files' ]]; then
            compset -P '--*='
            _files
            return
        elif [[ -n $value ]]; then
            offered+=("${value//:/\\:}${told:+:$told}")
        fi
    done
    (( ${#offered} )) && _describe -V dongbei offered
}

if [[ ${funcstack[1]} == _dongbei ]]; then
    _dongbei "$@"
else
    compdef _dongbei dongbei
fi
