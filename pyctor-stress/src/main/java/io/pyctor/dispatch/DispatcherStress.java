package io.pyctor.dispatch;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * A dispatcher with threads of its own, shared by all states, that is given tasks by two
 * threads at a time. It proves that each runs once, and within ten seconds if threads
 * were going to sleep meanwhile; a thread seldom gets that far here, so the sleep itself
 * is left to the soak, which has quiet times.
 */
@JCStressTest
@Outcome(id = "1, 1, 1", expect = Expect.ACCEPTABLE, desc = "Each task once.")
@State
public class DispatcherStress {

	private static final long PATIENCE = TimeUnit.SECONDS.toNanos(10);

	private static final WorkerDispatcher DISPATCHER = closedAtTheEnd();

	private final CountedTask a = new CountedTask();

	private final CountedTask b = new CountedTask();

	private final CountedTask passedOn = new CountedTask();

	/** The threads of a dispatcher keep the JVM alive, and jcstress does not exit it. */
	private static WorkerDispatcher closedAtTheEnd() {
		WorkerDispatcher dispatcher = new WorkerDispatcher("stress", 2);
		Thread closer = new Thread(() -> {
			while (isMainAlive()) {
				LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
			}
			dispatcher.close();
		});
		closer.setDaemon(true);
		closer.start();
		return dispatcher;
	}

	private static boolean isMainAlive() {
		return Thread.getAllStackTraces().keySet().stream().anyMatch((thread) -> thread.getName().equals("main"));
	}

	@Actor
	public void outside1() {
		DISPATCHER.execute(this.a);
	}

	@Actor
	public void outside2() {
		DISPATCHER.execute(() -> {
			DISPATCHER.execute(this.passedOn);
			this.b.run();
		});
	}

	@Arbiter
	public void arbiter(III_Result r) {
		long start = System.nanoTime();
		while (this.a.runs() + this.b.runs() + this.passedOn.runs() < 3 && System.nanoTime() - start < PATIENCE) {
			Thread.onSpinWait();
		}
		r.r1 = this.a.runs();
		r.r2 = this.b.runs();
		r.r3 = this.passedOn.runs();
	}

}
