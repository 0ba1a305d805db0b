package io.pyctor.example.workers;

/**
 * What the counter counted.
 *
 * @param succeeded how many jobs succeeded
 * @param failed how many attempts failed
 */
record Summary(int succeeded, int failed) {

	double failureRate() {
		return (double) this.failed / (this.succeeded + this.failed);
	}

}
