#!/usr/bin/env bash
# Speaks every film's lines with espeak-ng (a synthetic voice, and it sounds like one) into small Opus files.
# Needs jq, espeak-ng and ffmpeg. Run again when a line in works.json changes.
set -euo pipefail
cd "$(dirname "$0")"
for language in zh-CN en; do
  [ "$language" = en ] && voice="en-gb-x-rp -s 140" || voice="cmn -s 185"
  jq -r --arg l "$language" '.[] | .slug as $s | .lines | to_entries[] | [$s, .key, .value[$l]] | @tsv' ../works.json |
    while IFS=$'\t' read -r slug at text; do
      espeak-ng -v $voice -p 38 --stdout "$text" </dev/null |
        ffmpeg -loglevel error -nostdin -y -f wav -i pipe:0 -af 'highpass=f=90,lowpass=f=5000,silenceremove=start_periods=1:start_threshold=-50dB' \
          -ac 1 -ar 16000 -c:a libopus -b:a 10k -application voip -map_metadata -1 -fflags +bitexact "$slug-$at.$language.opus"
    done
done
