# Completion for dongbei in fish: dongbei completion fish > ~/.config/fish/completions/dongbei.fish

function __dongbei_offers
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    set -l command $words[1]
    set -e words[1]
    for line in (env _DONGBEI_COMPLETE=fish $command $words "$current" 2>/dev/null)
        if string match -q ':files*' -- $line
            set -l option (string match -r '^--[a-z-]+=' -- "$current")
            for path in (__fish_complete_path (string replace -- "$option" '' "$current"))
                echo "$option$path"
            end
        else
            echo $line
        end
    end
end

complete -c dongbei -f -a '(__dongbei_offers)'
