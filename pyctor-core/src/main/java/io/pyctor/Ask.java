package io.pyctor;

/**
 * A message that wants an answer, and says of which type. Records make good questions:
 *
 * <pre class="code">
 * record Greet(String name) implements Ask&lt;String&gt; {
 * }
 * </pre>
 *
 * @param <R> the type of the answer
 */
@SuppressWarnings("unused")
public interface Ask<R> {

}
