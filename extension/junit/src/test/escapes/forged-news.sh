# shellcheck shell=sh
# forged-news.sh ESC: reports, in the name of its guard, that nothing of it is left. Its directory lies in that of the session.
cookie=${CURFEW_COOKIE##*:}
for report in 'exit 0' 'used 0 0' 'empty 0 0'; do
  [ ! -p ../status ] || echo "$cookie $report" >../status
done
echo "ready 1"
exec "$1" sleep forged-news
