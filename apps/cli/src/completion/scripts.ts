import type { SHELLS } from '../options/completion.options';

export type Shell = (typeof SHELLS)[number];

// Thin: what there is to choose from is asked of the program itself, so that a script never goes stale.
// An empty answer leaves the word to the shell, which offers files.
const SCRIPTS: Readonly<Record<Shell, string>> = {
  bash: `# Completion of engram for bash
_engram() {
  local line=\${COMP_LINE:0:COMP_POINT} words
  read -ra words <<< "$line"
  [[ $line == *[[:space:]] ]] && words+=("")
  local IFS=$'\\n'
  COMPREPLY=($(engram __complete -- "\${words[@]:1}" 2>/dev/null))
  # bash breaks words at "=": it wants what follows alone.
  if [[ \${words[\${#words[@]}-1]} == --*=* ]]; then COMPREPLY=("\${COMPREPLY[@]#*=}"); fi
}
complete -o default -F _engram engram
`,
  zsh: `#compdef engram
# Completion of engram for zsh
_engram() {
  local -a found
  found=("\${(@f)$(engram __complete -- "\${(@)words[2,CURRENT]}" 2>/dev/null)}")
  if [[ -n "\${found[1]}" ]]; then compadd -- "\${found[@]}"; else _files; fi
}
if [[ "\${funcstack[1]}" == "_engram" ]]; then _engram "$@"; else compdef _engram engram; fi
`,
  fish: `# Completion of engram for fish
function __engram_complete
    set -l words (commandline -opc) (commandline -ct)
    set -l found (engram __complete -- $words[2..-1] 2>/dev/null)
    if test (count $found) -gt 0
        printf '%s\\n' $found
    else
        __fish_complete_path (commandline -ct)
    end
end
complete -c engram -f -a '(__engram_complete)'
`,
};

export function completionScript(shell: Shell): string {
  return SCRIPTS[shell];
}
