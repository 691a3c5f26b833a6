#!/usr/bin/env bash
# Cuts the small fonts of the lettering from Noto CJK (Debian: fonts-noto-cjk) and Inter (npm). Needs fontTools and
# brotli (pip install fonttools brotli). Run again when a Chinese title gains a character; the test names it.
set -euo pipefail
cd "$(dirname "$0")"
noto="${NOTO:-/usr/share/fonts/opentype/noto}"
inter=../../../node_modules/@fontsource-variable/inter/files/inter-latin-opsz-normal.woff2
# Every CJK character of the films' titles and cards; in a Noto collection, number 2 is Simplified Chinese.
characters="$(grep -hoP '"zh-CN": "\K[^"]{1,6}(?=")' ../../works.json | tr -d '\n')演示影片内容为虚构大雄兔开放电影·"
for face in Serif Sans; do
  pyftsubset "$noto/Noto${face}CJK-Bold.ttc" --font-number=2 --text="$characters" --no-hinting --desubroutinize \
    --layout-features='' --output-file="Noto${face}SC-Bold.otf"
done
for weight in 200 600 800 900; do
  fonttools varLib.instancer -q "$inter" wght=$weight opsz=32 -o "/tmp/inter-$weight.ttf"
  pyftsubset "/tmp/inter-$weight.ttf" --unicodes='U+0020-007E,U+00A9,U+00B7,U+2014,U+2019' --no-hinting \
    --layout-features='kern' --output-file="Inter-$weight.ttf"
  python3 - "Inter-$weight.ttf" "$weight" <<'PY'
import sys
from fontTools.ttLib import TTFont
path, weight = sys.argv[1], int(sys.argv[2])
font = TTFont(path)
font.flavor = None
font['OS/2'].usWeightClass = weight
for record in font['name'].names:
    if record.nameID in (1, 16):
        record.string = 'Inter'
font.save(path)
PY
done
