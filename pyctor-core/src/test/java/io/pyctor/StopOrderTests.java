package io.pyctor;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class StopOrderTests extends WithActorSystem {

	private static final int MANY = 1_000;

	private final Queue<Object> events = new ConcurrentLinkedQueue<>();

	private final CountDownLatch go = new CountDownLatch(1);

	private final ActorRef[] refs = new ActorRef[2];

	private ActorRef recorder(String name) {
		return this.system.create(() -> new LambdaActor((self, sender, message) -> this.events.add(message))
			.whenStopped((self) -> this.events.add(name + " stopped")), name);
	}

	/** Waits for the word to go, and then hands everything on. */
	private ActorRef passing(String name, ActorRef next) {
		return this.system.create(() -> new LambdaActor((self, sender, message) -> {
			await(this.go);
			self.tell(next, message);
		}).whenStopped((self) -> this.events.add(name + " stopped")), name);
	}

	private ShutdownReport shutDown(StopOrder order) {
		this.system.shutdown(LONG, order);
		this.go.countDown();
		return this.system.stopped().orTimeout(25, TimeUnit.SECONDS).join();
	}

	private static void tellMany(ActorRef actor) {
		for (int i = 0; i < MANY; i++) {
			actor.tell(i);
		}
	}

	@Test
	void whatTheLastMessagesOfAUserTellIsHandled() {
		ActorRef last = recorder("last");
		ActorRef middle = passing("middle", last);
		ActorRef first = passing("first", middle);
		tellMany(first);
		ShutdownReport report = shutDown(StopOrder.together().with(first, middle).with(middle, last));
		assertThat(this.events).hasSize(MANY + 3).endsWith("last stopped");
		assertThat(this.deadLetters).isEmpty();
		assertThat(report.drained()).isEqualTo(3 * MANY);
		assertThat(report.left()).isEmpty();
		assertThat(report.stuck()).isEmpty();
	}

	@Test
	void actorThatTwoUseWaitsForBoth() {
		ActorRef last = recorder("last");
		ActorRef slow = passing("slow", last);
		ActorRef quick = recorder("quick");
		slow.tell("late");
		this.system.shutdown(LONG, new StopOrder(Map.of(slow, Set.of(last), quick, Set.of(last))));
		untilOver(quick);
		last.tell("meanwhile");
		this.go.countDown();
		assertThat(this.system.stopped().orTimeout(25, TimeUnit.SECONDS).join().deadLetters()).isZero();
		assertThat(this.events).startsWith("quick stopped")
			.contains("meanwhile", "late", "slow stopped")
			.endsWith("last stopped");
	}

	@Test
	void actorsThatAreNotInTheOrderAreStoppedAtOnce() {
		ActorRef last = recorder("last");
		ActorRef first = passing("first", last);
		ActorRef stranger = recorder("stranger");
		first.tell(1);
		this.system.shutdown(LONG, StopOrder.together().with(first, last));
		untilOver(stranger);
		this.go.countDown();
		this.system.stopped().orTimeout(25, TimeUnit.SECONDS).join();
		assertThat(this.events).startsWith("stranger stopped").endsWith("last stopped");
	}

	@Test
	void circleEndsWhenNobodyHasAnythingToDo() {
		ActorRef outer = this.system.create(this::counting, "outer");
		this.refs[0] = this.system.create(this::counting, "left");
		this.refs[1] = this.system.create(this::counting, "right");
		outer.tell(MANY);
		ShutdownReport report = shutDown(StopOrder.together()
			.with(outer, this.refs[0])
			.with(this.refs[0], this.refs[1])
			.with(this.refs[1], this.refs[0]));
		assertThat(report.deadLetters()).isZero();
		assertThat(report.drained()).isEqualTo(MANY + 1);
		assertThat(report.took()).isLessThan(LONG.dividedBy(2));
	}

	/** Counts down with the two of the circle in turn. */
	private LambdaActor counting() {
		return new LambdaActor((self, sender, message) -> {
			await(this.go);
			int left = (Integer) message;
			if (left > 0) {
				self.tell(this.refs[left % 2], left - 1);
			}
		});
	}

	@Test
	void circleThatGoesOnForEverEndsAtHalfTime() {
		this.refs[0] = this.system.create(this::endless, "left");
		this.refs[1] = this.system.create(this::endless, "right");
		this.refs[0].tell(1);
		this.system.shutdown(Duration.ofMillis(400),
				StopOrder.together().with(this.refs[0], this.refs[1]).with(this.refs[1], this.refs[0]));
		ShutdownReport report = this.system.stopped().orTimeout(25, TimeUnit.SECONDS).join();
		assertThat(report.took()).isGreaterThanOrEqualTo(Duration.ofMillis(200));
		assertThat(report.deadLetters()).isOne();
		assertThat(report.left())
			.containsExactly(new ShutdownReport.Left(Integer.class.getName(), DeadLetterReason.SHUTDOWN, 1));
	}

	private LambdaActor endless() {
		return new LambdaActor(
				(self, sender, message) -> self.tell(this.refs[(Integer) message % 2], (Integer) message + 1));
	}

	@Test
	void circleWaitsForItsChildren() {
		this.refs[0] = this.system.create(() -> new LambdaActor((self, sender, message) -> {
			if (message instanceof String) {
				self.create(this::waiting, "child").tell(message, self.self());
			}
			else {
				this.events.add(message);
			}
		}), "parent");
		this.refs[0].tell("go");
		eventually().until(() -> this.system.find("/user/parent/child").isPresent());
		this.system.shutdown(LONG, StopOrder.together().with(this.refs[0], this.refs[0]));
		this.go.countDown();
		ShutdownReport report = this.system.stopped().orTimeout(25, TimeUnit.SECONDS).join();
		assertThat(this.events).containsExactly(1);
		assertThat(report.deadLetters()).isZero();
	}

	private LambdaActor waiting() {
		return new LambdaActor((self, sender, message) -> {
			await(this.go);
			self.tell(sender, 1);
		});
	}

	@Test
	void stuckUserKeepsNobodyFromHandlingWhatItWasTold() {
		CountDownLatch busy = new CountDownLatch(1);
		ActorRef last = recorder("last");
		ActorRef stuck = this.system.create(() -> new LambdaActor((self, sender, message) -> {
			busy.countDown();
			new CountDownLatch(1).await();
		}), "stuck", ActorOptions.defaults().blocking());
		stuck.tell("go");
		await(busy);
		this.system.shutdown(Duration.ofMillis(300), StopOrder.together().with(stuck, last));
		last.tell("while it waits");
		ShutdownReport report = this.system.stopped().orTimeout(25, TimeUnit.SECONDS).join();
		assertThat(this.events).containsExactly("while it waits", "last stopped");
		assertThat(report.stuck()).singleElement().satisfies((actor) -> {
			assertThat(actor.path()).isEqualTo(stuck.path().toString());
			assertThat(actor.state()).isEqualTo(ActorState.BUSY);
			assertThat(actor.atLeast()).isPositive().isLessThan(LONG);
			assertThat(actor.stack()).extracting(StackTraceElement::getClassName).contains(LambdaActor.class.getName());
			assertThat(actor.place().orElseThrow().getClassName()).isEqualTo(LambdaActor.class.getName());
			assertThat(actor).asString().contains("/user/stuck", "BUSY", "LambdaActor");
		});
		assertThat(report.left())
			.containsExactly(new ShutdownReport.Left(String.class.getName(), DeadLetterReason.FAILED, 1));
		assertThat(report.isClean()).isTrue();
	}

	@Test
	void someActorsOfASystemAreStoppedInOrder() {
		ActorRef last = recorder("last");
		ActorRef first = passing("first", last);
		ActorRef other = recorder("other");
		tellMany(first);
		StopOrder order = StopOrder.together().with(first, last);
		this.go.countDown();
		assertThat(this.system.stop(order, LONG).join()).isEmpty();
		assertThat(this.events).hasSize(MANY + 2).endsWith("last stopped").contains("first stopped");
		assertThat(this.deadLetters).isEmpty();
		assertThat(((ActorCell) other).isEnded()).isFalse();
	}

	@Test
	void thoseThatDoNotEndInTimeAreStoppedNow() {
		CountDownLatch busy = new CountDownLatch(1);
		ActorRef last = recorder("last");
		AtomicInteger handled = new AtomicInteger();
		ActorRef slow = this.system.create(() -> new LambdaActor((self, sender, message) -> {
			busy.countDown();
			handled.incrementAndGet();
			await(this.go);
		}), "slow", ActorOptions.defaults().blocking());
		tellMany(slow);
		await(busy);
		List<ActorRef> living = this.system.stop(StopOrder.together().with(slow, last), Duration.ofMillis(20)).join();
		assertThat(living).containsExactlyInAnyOrder(slow, last);
		this.go.countDown();
		untilOver(slow);
		untilOver(last);
		assertThat(handled).hasValue(1);
	}

	@Test
	void keyedActorsHaveTheirPlaceInTheOrder() {
		KeyedActors keyed = this.system.keyed("cart", LambdaActor.class,
				(key) -> new LambdaActor((self, sender, message) -> this.events.add(message)), KeyedOptions.defaults());
		ActorRef user = this.system.create(LambdaActor.factory((self, sender, message) -> {
			await(this.go);
			self.tell(keyed.of("key-" + message), message);
		}));
		tellMany(user);
		ShutdownReport report = shutDown(StopOrder.together().with(user, keyed.parent()));
		assertThat(this.events).hasSize(MANY);
		assertThat(report.deadLetters()).isZero();
	}

	@Test
	void keysThatWaitForTheirPlaceInACircleAreWaitedFor() {
		AtomicInteger hops = new AtomicInteger();
		KeyedActors keyed = this.system.keyed("key", LambdaActor.class,
				(key) -> new LambdaActor((self, sender, message) -> {
					hops.incrementAndGet();
					self.tell(this.refs[0], message);
				}), KeyedOptions.defaults().maxActive(1));
		this.refs[0] = this.system.create(LambdaActor.factory((self, sender, message) -> {
			await(this.go);
			int left = (Integer) message;
			if (left > 0) {
				self.tell(keyed.of("key-" + left % 20), left - 1);
			}
		}));
		for (int i = 0; i < 20; i++) {
			this.refs[0].tell(50);
		}
		ShutdownReport report = shutDown(
				StopOrder.together().with(this.refs[0], keyed.parent()).with(keyed.parent(), this.refs[0]));
		assertThat(hops).hasValue(20 * 50);
		assertThat(report.deadLetters()).isZero();
	}

	@Test
	void childThatUsesItsParentHoldsNothingUp() {
		ActorRef[] child = new ActorRef[1];
		ActorRef parent = this.system
			.create(LambdaActor.idle().whenStarted((self) -> child[0] = self.create(LambdaActor.idle())));
		eventually().until(() -> child[0] != null);
		ShutdownReport report = shutDown(StopOrder.together().with(child[0], parent));
		assertThat(report.took()).isLessThan(LONG.dividedBy(2));
	}

	@Test
	void shutdownInAnOrderOfWhatIsNoActorDoesNotBegin() {
		ActorRef one = recorder("one");
		ActorSystem other = ActorSystem.create("other");
		ActorRef stranger = other.create(LambdaActor.idle(), "stranger");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.system.shutdown(LONG, StopOrder.together().with(one, this.system.nobody())))
			.withMessageContaining("no actor that can be stopped");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.system.shutdown(LONG, StopOrder.together().with(one, stranger)))
			.withMessageContaining("/user/stranger belongs to the actor system 'other'");
		assertThat(this.system.isShutdown()).isFalse();
		end(other);
	}

	@Test
	void whatIsNoActorCannotBeInAnOrder() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.system.stop(StopOrder.together().with(this.system.nobody(), recorder("one")), LONG))
			.withMessageContaining("no actor that can be stopped");
	}

}
