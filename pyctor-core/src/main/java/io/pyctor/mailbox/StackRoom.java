package io.pyctor.mailbox;

/**
 * Makes the stack end before something that must not be cut short rather than within.
 */
public final class StackRoom {

	/**
	 * Known from now on to the class loader of the engine. At the end of a stack there is
	 * no room to ask it for the class that a {@code catch} names.
	 */
	@SuppressWarnings("unused")
	private static final Class<?> KNOWN = StackOverflowError.class;

	/** More than the calls that begin an actor are deep; a frame is small, compiled. */
	private static final int DEEP = 512;

	/** More than the calls that put a message into a sorted line are deep. */
	private static final int SOME = 64;

	private StackRoom() {
	}

	/**
	 * Throw a {@link StackOverflowError} now if there is no room for what takes many
	 * calls, compiled or not.
	 * @return how deep it looked
	 */
	public static int claimDeep() {
		return descend(DEEP);
	}

	/**
	 * The same for what takes some calls, which are counted here by the dozen: for each
	 * message, so it must not look far.
	 * @return how deep it looked
	 */
	public static int claimSome() {
		return descend(SOME);
	}

	private static int descend(int depth) {
		return (depth > 0) ? 1 + descend(depth - 1) : 0;
	}

	/**
	 * Throw a {@link StackOverflowError} now if there is no room for some calls more.
	 * That is for code which is interpreted, where each atomic step takes several calls:
	 * there a frame has a place for each local variable, used or not. Compiled code,
	 * where those steps are single instructions, is left with nothing of this.
	 */
	@SuppressWarnings("unused")
	public static void claim() {
		long l00, l01, l02, l03, l04, l05, l06, l07, l08, l09, l10, l11, l12, l13, l14, l15, l16, l17, l18, l19, l20,
				l21, l22, l23, l24, l25, l26, l27, l28, l29, l30, l31, l32, l33, l34, l35, l36, l37, l38, l39, l40, l41,
				l42, l43, l44, l45, l46, l47, l48, l49, l50, l51, l52, l53, l54, l55, l56, l57, l58, l59, l60, l61, l62,
				l63, l64, l65, l66, l67, l68, l69, l70, l71, l72, l73, l74, l75, l76, l77, l78, l79, l80, l81, l82, l83,
				l84, l85, l86, l87, l88, l89, l90, l91, l92, l93, l94, l95;
	}

}
