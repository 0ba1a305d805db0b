package io.pyctor;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class BlockingTests extends WithActorSystem {

	private static final ActorOptions BLOCKING = ActorOptions.defaults().blocking();

	@Override
	ActorSystemBuilder settings(ActorSystemBuilder builder) {
		return super.settings(builder).parallelism(1);
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void actorsThatBlockHoldNobodyUp(boolean virtualThreads) {
		ActorSystem own = ActorSystem.builder("own").parallelism(1).virtualThreads(virtualThreads).build();
		int count = 100;
		CountDownLatch blocked = new CountDownLatch(count);
		CountDownLatch release = new CountDownLatch(1);
		CountDownLatch done = new CountDownLatch(count);
		for (int i = 0; i < count; i++) {
			own.create(LambdaActor.factory((self, sender, message) -> {
				blocked.countDown();
				await(release);
				done.countDown();
			})::get, BLOCKING).tell("block");
		}
		await(blocked);
		// All of them block, and there is one thread for actors that compute.
		assertThat(own.create(LambdaActor::echo).ask("alive", String.class, LONG).join()).isEqualTo("alive");
		assertThat(own.create(() -> LambdaActor.echo(), BLOCKING).ask("alive", String.class, LONG).join())
			.isEqualTo("alive");
		release.countDown();
		await(done);
		own.close();
	}

	@Test
	void namesOfTheThreadsTellWhatTheyAreFor() {
		ActorRef computing = this.system.create(
				LambdaActor.factory((self, sender, message) -> self.tell(sender, Thread.currentThread().getName())));
		ActorRef blocking = this.system.create(
				LambdaActor
					.factory((self, sender, message) -> self.tell(sender, Thread.currentThread().getName()))::get,
				BLOCKING);
		assertThat(computing.ask("name", String.class, LONG).join()).startsWith("pyctor-test-worker-");
		assertThat(blocking.ask("name", String.class, LONG).join()).startsWith("pyctor-test-blocking-");
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void threadsAreVirtualWhereTheJvmHasThem() {
		ActorRef blocking = this.system.create(
				LambdaActor.factory(
						(self, sender, message) -> self.tell(sender, Thread.currentThread().getClass().getName()))::get,
				BLOCKING);
		assertThat(blocking.ask("kind", String.class, LONG).join()).contains("VirtualThread");
	}

	@Test
	void startedAndStoppedOfABlockingActorRunOnItsOwnThreads() {
		Set<String> threads = ConcurrentHashMap.newKeySet();
		Probe probe = Probe.create(this.system, "probe");
		ActorRef actor = this.system.create(() -> LambdaActor.idle()
			.whenStarted((self) -> threads.add(Thread.currentThread().getName()))
			.whenStopped((self) -> threads.add(Thread.currentThread().getName())), BLOCKING);
		probe.run(() -> probe.watch(actor));
		this.system.stop(actor);
		probe.next(Terminated.class);
		assertThat(threads).isNotEmpty().allMatch((name) -> name.startsWith("pyctor-test-blocking-"));
	}

	@Test
	void blockingAndComputingActorsTalk() {
		int rounds = 2_000;
		Probe probe = Probe.create(this.system, "probe");
		LambdaActor.Behavior pass = (self, sender, message) -> {
			int round = (Integer) message;
			if (round == rounds) {
				self.tell(probe.ref(), "done");
			}
			else {
				self.tell(sender, round + 1);
			}
		};
		ActorRef blocking = this.system.create(() -> new LambdaActor(pass), BLOCKING);
		ActorRef computing = this.system.create(() -> new LambdaActor(pass));
		blocking.tell(0, computing);
		assertThat(probe.next()).isEqualTo("done");
	}

	@Test
	void blockingChildOfAComputingParentStopsWithIt() {
		Probe probe = Probe.create(this.system, "probe");
		Set<String> events = ConcurrentHashMap.newKeySet();
		ActorRef parent = probe.call((self) -> self.create(LambdaActor.idle()
			.whenStarted((actor) -> actor.create(() -> LambdaActor.idle().whenStopped((child) -> events.add("child")),
					BLOCKING))));
		this.system.stop(parent);
		probe.next(Terminated.class);
		assertThat(events).containsExactly("child");
	}

}
