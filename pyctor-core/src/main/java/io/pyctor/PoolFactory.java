package io.pyctor;

/**
 * Makes a pool where one actor would be.
 */
final class PoolFactory implements ActorFactory {

	private final ActorFactory workers;

	private final ActorOptions options;

	PoolFactory(ActorFactory workers, ActorOptions options) {
		this.workers = workers;
		this.options = options;
	}

	@Override
	public Actor create() {
		return new PoolActor(new PoolObjects(this.workers, this.options.instances()), this.options);
	}

	@Override
	public void release(Actor actor) {
		((PoolActor) actor).releaseRest();
	}

	@Override
	public void ended(Terminated end) {
		this.workers.ended(end);
	}

}
