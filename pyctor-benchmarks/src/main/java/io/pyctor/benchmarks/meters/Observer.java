package io.pyctor.benchmarks.meters;

/**
 * Looks at an application from time to time, or does not.
 */
interface Observer {

	/** Does not look. */
	Observer NONE = new Observer() {

		@Override
		public void lookSoon(long nanos) {
		}

		@Override
		public double check() {
			return 0;
		}

	};

	/**
	 * Look once, on a thread of its own.
	 * @param nanos when
	 */
	void lookSoon(long nanos);

	/**
	 * Make sure that all looks have seen something.
	 * @return the milliseconds for which a look kept a processor busy
	 * @throws Exception if one of them failed
	 */
	double check() throws Exception;

}
