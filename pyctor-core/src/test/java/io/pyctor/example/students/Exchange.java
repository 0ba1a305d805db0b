package io.pyctor.example.students;

/**
 * What one student said to the other.
 *
 * @param from who said it
 * @param to who heard it
 * @param words what was said
 */
record Exchange(String from, String to, String words) {

}
