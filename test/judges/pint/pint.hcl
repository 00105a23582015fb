# What runJudge gives pint, so that no .pint.hcl of a working directory decides. `--offline` keeps pint from asking this
# server, but without one it does not look for duplicates.
prometheus "none" {
  uri = "http://127.0.0.1:9"
}
