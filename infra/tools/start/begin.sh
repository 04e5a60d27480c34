# What `npm start` and `npm run dev` run, on whatever Node a stranger has. Help needs nothing to be installed.
set -e
for word in "$@"; do
  case "$word" in --help | -h) exec cat infra/tools/start/help.txt ;; esac
done
node infra/tools/bootstrap.js
hash -r # the Node that was just installed comes first on PATH from here on
exec node infra/tools/start/main.ts "$@"
