/** An assertion inside a floating promise passes when it fails: turn every unhandled rejection into a failure. */
process.on("unhandledRejection", (reason) => {
  throw reason;
});
