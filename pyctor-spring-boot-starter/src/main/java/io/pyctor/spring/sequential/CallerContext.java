package io.pyctor.spring.sequential;

/**
 * Brings what the caller's thread carries to the thread of the call.
 */
@FunctionalInterface
public interface CallerContext {

	/** Brings nothing. */
	CallerContext NONE = (call) -> call;

	/**
	 * Take what the calling thread carries now.
	 * @param call what is run later, on another thread
	 * @return what runs it with that, and leaves nothing behind
	 */
	Runnable capture(Runnable call);

}
