package io.pyctor.sample.importing;

/**
 * A line of a file.
 *
 * @param number its number; the first line is 1
 * @param text its text without its end, cut off if it is too long
 * @param tooLong whether it is too long
 */
record Line(long number, String text, boolean tooLong) {

}
