package io.pyctor.example.students;

import io.pyctor.ActorRef;

/**
 * Tells a student to play with another one.
 *
 * @param other the other one
 */
record Play(ActorRef other) {

}
