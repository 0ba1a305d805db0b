/**
 * Two students who play ping-pong until one of them has had enough, and their teacher.
 */
@NullMarked
package io.pyctor.example.students;

import org.jspecify.annotations.NullMarked;
