package io.pyctor.sample.importing;

/**
 * A line that was refused.
 *
 * @param line its number in the file
 * @param reason why
 */
record Refusal(long line, String reason) {

}
