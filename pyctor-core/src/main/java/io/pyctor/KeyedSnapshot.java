package io.pyctor;

/**
 * What could be seen of one type of keyed actors at one moment.
 *
 * @param typeName the logical name of the type
 * @param type the name of the actors' class
 * @param active how many actors are active, those that are just beginning or ending
 * included
 * @param activations how many actors were made so far
 * @param passivations how many of them were passivated
 */
public record KeyedSnapshot(String typeName, String type, long active, long activations, long passivations) {

}
