package io.pyctor;

import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;
import org.openjdk.jcstress.infra.results.L_Result;

/**
 * Names, of which each is given once, and objects, of which each is used once.
 */
final class NameStress {

	private NameStress() {
	}

	/** A parent of one, and attempts to give a name. */
	abstract static class Family {

		final ActorCell root = Cells.root(new Probe());

		final AtomicInteger created = new AtomicInteger();

		final void create(String name) {
			try {
				ActorCreation.create(this.root, Probe::new, name, ActorOptions.defaults());
				this.created.incrementAndGet();
			}
			catch (DuplicateActorNameException ex) {
				// Somebody else has it.
			}
		}

	}

	/** Two want the same name. */
	@JCStressTest
	@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "One of them got it.")
	@State
	public static class TwoCreators extends Family {

		@org.openjdk.jcstress.annotations.Actor
		public void creator1() {
			create("name");
		}

		@org.openjdk.jcstress.annotations.Actor
		public void creator2() {
			create("name");
		}

		@Arbiter
		public void arbiter(LL_Result r) {
			r.r1 = this.created.get();
			r.r2 = this.root.childCells().size();
		}

	}

	/** A name is wanted while its owner ends. */
	@JCStressTest
	@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "It was still taken, then free.")
	@Outcome(id = "1, 0", expect = Expect.ACCEPTABLE, desc = "It was free, then taken.")
	@State
	public static class FreeAfterEnd extends Family {

		private final ActorCell first = (ActorCell) ActorCreation.create(this.root, Probe::new, "name",
				ActorOptions.defaults());

		@org.openjdk.jcstress.annotations.Actor
		public void stopper() {
			this.first.stop();
		}

		@org.openjdk.jcstress.annotations.Actor
		public void creator() {
			create("name");
		}

		@Arbiter
		public void arbiter(LL_Result r) {
			int before = this.created.getAndSet(0);
			create("name");
			r.r1 = before + this.created.get();
			r.r2 = this.created.get();
		}

	}

	/** Whoever is told of an end finds the name free, however late it began to watch. */
	@JCStressTest
	@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "The notice came, and the name was free.")
	@State
	public static class FreeWhenNoticed extends Family {

		private final ActorCell first = (ActorCell) ActorCreation.create(this.root, Probe::new, "name",
				ActorOptions.defaults());

		private final Probe watcher = new Probe(() -> create("name"));

		private final ActorCell watcherCell = Cells.child(this.watcher);

		@org.openjdk.jcstress.annotations.Actor
		public void stopper() {
			this.first.stopNow();
		}

		@org.openjdk.jcstress.annotations.Actor
		public void watcher() {
			Cells.tell(this.watcherCell, (probe) -> probe.actions().watch(this.first));
		}

		@Arbiter
		public void arbiter(LL_Result r) {
			r.r1 = this.watcher.notices.get();
			r.r2 = this.created.get();
		}

	}

	/** A given name that looks like the next default one. */
	@JCStressTest
	@Outcome(id = "true", expect = Expect.ACCEPTABLE, desc = "All names differ.")
	@State
	public static class GivenAgainstDefault extends Family {

		private final String next = nextDefaultName(this.root);

		@org.openjdk.jcstress.annotations.Actor
		public void giver() {
			create(this.next);
		}

		@org.openjdk.jcstress.annotations.Actor
		public void creator() {
			ActorCreation.create(this.root, Probe::new, null, ActorOptions.defaults());
		}

		@Arbiter
		public void arbiter(L_Result r) {
			List<String> names = this.root.childCells().stream().map(ActorCell::name).toList();
			r.r1 = Set.copyOf(names).size() == names.size();
		}

	}

	private static String nextDefaultName(ActorCell root) {
		String name = ActorCreation.create(root, Probe::new, null, ActorOptions.defaults()).name();
		GivenNames.DefaultName parsed = GivenNames.DefaultName.parse(name);
		if (parsed == null) {
			throw new IllegalStateException("Not a default name: " + name);
		}
		return parsed.prefix() + "-" + (parsed.number() + 1);
	}

	/** One object is given to two actors. */
	@JCStressTest
	@Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "It became one of them.")
	@State
	public static class OneInstanceTwice {

		private final ActorCell root1 = Cells.root(new Probe());

		private final ActorCell root2 = Cells.root(new Probe());

		private final Probe probe = new Probe();

		private final AtomicInteger created = new AtomicInteger();

		@org.openjdk.jcstress.annotations.Actor
		public void creator1() {
			create(this.root1);
		}

		@org.openjdk.jcstress.annotations.Actor
		public void creator2() {
			create(this.root2);
		}

		private void create(ActorCell root) {
			try {
				Cells.child(root, this.probe);
				this.created.incrementAndGet();
			}
			catch (IllegalStateException ex) {
				// It is an actor already.
			}
		}

		@Arbiter
		public void arbiter(L_Result r) {
			r.r1 = this.created.get();
		}

	}

}
