package io.pyctor;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.pyctor.supervision.SupervisionStrategy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * What looks at the health of actors find. The time goes on only when a test says so.
 */
class HealthLookTests extends WithActorSystem {

	private static final HealthLimits LIMITS = HealthLimits.defaults()
		.stuckAfter(Duration.ofSeconds(60))
		.oldestMessage(Duration.ofSeconds(20))
		.saturation(0.8)
		.restarts(4, Duration.ofSeconds(60))
		.growth(100)
		.recoverAfter(Duration.ofSeconds(30))
		.warnEvery(Duration.ofSeconds(60));

	private final long start = System.nanoTime();

	private final ListAppender<ILoggingEvent> warnings = new ListAppender<>();

	/** Of an actor that handles no message without. */
	private final Semaphore permits = new Semaphore(0);

	private final BlockingQueue<Object> begun = new LinkedBlockingQueue<>();

	/** Seconds since the start. */
	private long now;

	private HealthLook look;

	@Override
	ActorSystemBuilder settings(ActorSystemBuilder builder) {
		return super.settings(builder).health(HealthLimits.none());
	}

	@BeforeEach
	void prepare() {
		this.look = look(LIMITS);
		this.warnings.start();
		logger().addAppender(this.warnings);
	}

	@AfterEach
	void release() {
		logger().detachAppender(this.warnings);
		this.permits.release(1_000_000);
	}

	private static Logger logger() {
		return (Logger) LoggerFactory.getLogger(HealthWatch.class);
	}

	private HealthLook look(HealthLimits limits) {
		return new HealthLook((DefaultActorSystem) this.system, limits,
				() -> this.start + TimeUnit.SECONDS.toNanos(this.now));
	}

	/** Let so many seconds go by, and look. */
	private HealthReport after(long seconds) {
		this.now += seconds;
		return this.look.look();
	}

	private <F extends HealthFinding> List<F> after(long seconds, Class<F> kind) {
		return after(seconds).findings(kind);
	}

	private ActorRef slow(ActorOptions options) {
		return this.system.create(LambdaActor.factory((self, sender, message) -> {
			this.begun.add(message);
			this.permits.acquireUninterruptibly();
		})::get, "slow", options.blocking());
	}

	private ActorRef slow() {
		return slow(ActorOptions.defaults());
	}

	private void next(Object message) throws InterruptedException {
		assertThat(this.begun.poll(LONG.toSeconds(), TimeUnit.SECONDS)).isEqualTo(message);
	}

	private void handleOne() {
		this.permits.release();
	}

	private List<String> warnings() {
		return this.warnings.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
	}

	// Stuck

	@Test
	void actorThatIsBusyWithOneMessageForTooLongIsStuck() throws Exception {
		ActorRef actor = slow();
		actor.tell(42);
		next(42);
		assertThat(after(0).findings()).isEmpty();
		assertThat(after(59).findings()).isEmpty();
		assertThat(after(1, HealthFinding.Stuck.class))
			.containsExactly(new HealthFinding.Stuck(actor, LambdaActor.class.getName(), ActorState.BUSY,
					Optional.of("java.lang.Integer"), Duration.ofSeconds(60), Duration.ofSeconds(60)));
		assertThat(after(5, HealthFinding.Stuck.class)).extracting(HealthFinding.Stuck::lasting)
			.containsExactly(Duration.ofSeconds(65));
	}

	@Test
	void actorThatGoesOnIsNotStuckHoweverLongItIsBusy() throws Exception {
		ActorRef actor = slow();
		for (int i = 0; i < 200; i++) {
			actor.tell(i);
		}
		for (int i = 0; i < 150; i++) {
			next(i);
			assertThat(after(50, HealthFinding.Stuck.class)).isEmpty();
			handleOne();
		}
	}

	@Test
	void actorThatRestsInBetweenIsNotStuck() throws Exception {
		ActorRef actor = slow();
		for (int i = 0; i < 10; i++) {
			actor.tell("same");
			next("same");
			assertThat(after(50, HealthFinding.Stuck.class)).isEmpty();
			handleOne();
			eventually().until(((ActorCell) actor)::isResting);
		}
	}

	@Test
	void actorThatAwaitsForTooLongIsStuck() {
		CompletableFuture<String> never = new CompletableFuture<>();
		ActorRef actor = this.system
			.create(LambdaActor.factory((self, sender, message) -> self.context().await(never, (value, error) -> {
			})));
		actor.tell("wait");
		eventually().until(() -> ((ActorCell) actor).state() == ActorState.AWAITING);
		after(0);
		assertThat(after(60, HealthFinding.Stuck.class)).extracting(HealthFinding.Stuck::state)
			.containsExactly(ActorState.AWAITING);
		never.complete("now");
		eventually().until(((ActorCell) actor)::isResting);
		assertThat(after(30).findings()).isEmpty();
	}

	@Test
	void poolIsNotStuckButItsWorkerIs() throws Exception {
		ActorRef pool = slow(ActorOptions.defaults().instances(2));
		for (int i = 0; i < 9; i++) {
			pool.tell("long");
		}
		next("long");
		next("long");
		eventually().until(() -> ((ActorCell) pool).state() == ActorState.AWAITING);
		after(0);
		assertThat(after(60, HealthFinding.Stuck.class)).extracting((stuck) -> stuck.actor().name())
			.containsExactlyInAnyOrder("worker-1", "worker-2");
	}

	@Test
	void stackOfAnActorThatIsStuckIsLoggedOnce() throws Exception {
		ActorRef actor = slow();
		actor.tell("secret");
		next("secret");
		eventually().until(this.permits::hasQueuedThreads);
		after(0);
		after(60);
		after(60);
		assertThat(warnings()).hasSize(1);
		assertThat(warnings().get(0))
			.contains("/user/slow", "java.lang.String", "60 s", "Semaphore.acquireUninterruptibly", "HealthLookTests")
			.doesNotContain("secret");
		actor.tell("other");
		handleOne();
		next("other");
		after(1);
		after(60);
		assertThat(warnings()).hasSize(2);
	}

	@Test
	void whatHasRecoveredHoldsForAWhile() throws Exception {
		ActorRef actor = slow();
		actor.tell("long");
		next("long");
		after(0);
		assertThat(after(60, HealthFinding.Stuck.class)).hasSize(1);
		handleOne();
		eventually().until(((ActorCell) actor)::isResting);
		assertThat(after(29, HealthFinding.Stuck.class)).hasSize(1);
		assertThat(after(1).findings()).isEmpty();
	}

	// The oldest message

	@ParameterizedTest
	@ValueSource(ints = { 0, 1000 })
	void messageThatWaitsForTooLongIsLate(int capacity) throws Exception {
		ActorRef actor = slow(capacity == 0 ? ActorOptions.defaults()
				: ActorOptions.defaults().mailbox(MailboxOptions.bounded(capacity, Overflow.REJECT)));
		actor.tell("handled");
		next("handled");
		actor.tell("waits");
		after(1);
		actor.tell("waits, too");
		assertThat(after(18).findings()).isEmpty();
		HealthReport report = after(2);
		assertThat(report.findings(HealthFinding.Late.class)).singleElement().satisfies((late) -> {
			assertThat(late.actor()).isEqualTo(actor);
			assertThat(late.waiting()).isEqualTo(2);
			assertThat(late.age()).isBetween(Duration.ofSeconds(20), Duration.ofSeconds(21));
			assertThat(late.limit()).isEqualTo(Duration.ofSeconds(20));
		});
		assertThat(report.oldestMessage()).isBetween(Duration.ofSeconds(20), Duration.ofSeconds(21));
		handleOne();
		handleOne();
		next("waits");
		next("waits, too");
		assertThat(after(1).oldestMessage()).isZero();
	}

	@Test
	void messageThatWaitsForTheWorkerOfItsKeyIsLate() throws Exception {
		ActorRef pool = slow(ActorOptions.defaults().instances(2, (message) -> "same"));
		pool.tell(0);
		next(0);
		for (int i = 1; i <= 100; i++) {
			pool.tell(i);
		}
		eventually().until(() -> ((ActorCell) pool).outsideMailbox() == 100);
		after(1);
		assertThat(after(19, HealthFinding.Late.class)).isEmpty();
		assertThat(after(1, HealthFinding.Late.class))
			.extracting((late) -> late.age().toSeconds(), HealthFinding.Late::waiting)
			.containsExactly(tuple(20L, 100L));
		for (int i = 0; i < 99; i++) {
			handleOne();
			next(i + 1);
		}
		// The last of those that waited at the first look.
		assertThat(after(1).oldestMessage()).isEqualTo(Duration.ofSeconds(21));
		pool.tell(101);
		handleOne();
		next(100);
		assertThat(after(1).oldestMessage()).isZero();
	}

	@Test
	void messageThatIsHandledIsNotLate() throws Exception {
		ActorRef actor = slow();
		actor.tell("handled");
		next("handled");
		after(0);
		HealthReport report = after(59);
		assertThat(report.oldestMessage()).isZero();
		assertThat(report.findings()).isEmpty();
	}

	@Test
	void ageOfTheOldestMessageIsNeverMoreThanTheTruthAndNotMuchLess() throws Exception {
		ActorRef actor = slow();
		actor.tell(0L);
		next(0L);
		// One each second comes, and from a time on one each second goes.
		long oldest = 1;
		for (long second = 1; second <= 1000; second++) {
			this.now = second;
			actor.tell(second);
			if (second > 200) {
				handleOne();
				next(oldest++);
			}
			// In a turn as long as this, the thread looks at the clock seldom.
			long truth = second - oldest;
			long age = this.look.look().oldestMessage().toSeconds();
			assertThat(age).as("at " + second).isBetween(truth - Math.max(2, truth / 7), truth);
		}
	}

	@Test
	void longQueueThatMovesFastIsNotLate() throws Exception {
		ActorRef actor = slow();
		for (int i = 0; i < 1000; i++) {
			actor.tell(i);
		}
		next(0);
		after(1);
		for (int round = 1; round < 20; round++) {
			// What waited at the last look has gone, and as much has come.
			for (int i = 0; i < 1000; i++) {
				actor.tell(1000 * round + i);
				handleOne();
				next(1000 * round + i - 999);
			}
			assertThat(after(19).findings(HealthFinding.Late.class)).isEmpty();
		}
	}

	@Test
	void whatIsAroundTheLimitIsOneFinding() throws Exception {
		ActorRef actor = slow(ActorOptions.defaults().mailbox(MailboxOptions.bounded(100, Overflow.REJECT)));
		actor.tell(0);
		next(0);
		long told = System.nanoTime();
		actor.tell(1);
		actor.tell(2);
		assertThat(told).isGreaterThan(this.start);
		assertThat(after(21, HealthFinding.Late.class)).hasSize(1);
		handleOne();
		next(1);
		// More than half of the limit keeps it, however long.
		this.now = 15;
		assertThat(after(0, HealthFinding.Late.class)).hasSize(1);
		this.now = 100;
		assertThat(after(0, HealthFinding.Late.class)).hasSize(1);
	}

	// Saturation

	@Test
	void mailboxThatStaysFullIsSaturated() throws Exception {
		ActorRef actor = slow(ActorOptions.defaults().mailbox(MailboxOptions.bounded(10, Overflow.REJECT)));
		actor.tell(0);
		next(0);
		for (int i = 1; i <= 8; i++) {
			actor.tell(i);
		}
		assertThat(after(1, HealthFinding.Saturated.class)).as("a peak").isEmpty();
		HealthReport report = after(1);
		assertThat(report.saturation()).isEqualTo(0.8);
		assertThat(report.findings(HealthFinding.Saturated.class))
			.containsExactly(new HealthFinding.Saturated(actor, LambdaActor.class.getName(), 8, 10, 0.8));
		// Seven of ten are well below.
		handleOne();
		next(1);
		assertThat(after(29, HealthFinding.Saturated.class)).hasSize(1);
		assertThat(after(1, HealthFinding.Saturated.class)).isEmpty();
	}

	// Restarts

	@Test
	void actorsThatAreRestartedAgainAndAgainAreFound() {
		AtomicInteger objects = new AtomicInteger();
		ActorRef actor = this.system.create(() -> {
			objects.incrementAndGet();
			return new LambdaActor((self, sender, message) -> {
				throw new Mishap();
			});
		}, "weak", ActorOptions.defaults().supervision(SupervisionStrategy.restart()));
		for (int i = 1; i <= 3; i++) {
			fail(actor, objects);
			assertThat(after(10).findings()).isEmpty();
		}
		fail(actor, objects);
		assertThat(after(10, HealthFinding.Restarting.class)).containsExactly(
				new HealthFinding.Restarting(actor, LambdaActor.class.getName(), 4, Duration.ofSeconds(60), 4));
		// Two of four keep it, one does not.
		assertThat(after(45, HealthFinding.Restarting.class)).hasSize(1);
		assertThat(after(30, HealthFinding.Restarting.class)).isEmpty();
	}

	@Test
	void actorsThatEndByAFailureAreFound() {
		ActorRef one = actorThatStops("one", ActorOptions.defaults());
		ActorRef other = actorThatStops("other", ActorOptions.defaults());
		assertThat(after(10).findings()).isEmpty();
		one.tell("fail");
		untilOver(one);
		assertThat(after(10, HealthFinding.Failed.class))
			.containsExactly(new HealthFinding.Failed(one, LambdaActor.class.getName(), 1, Duration.ofSeconds(60)));
		other.tell("fail");
		untilOver(other);
		assertThat(after(10, HealthFinding.Failed.class))
			.containsExactly(new HealthFinding.Failed(other, LambdaActor.class.getName(), 2, Duration.ofSeconds(60)));
		assertThat(after(10, HealthFinding.Restarting.class)).isEmpty();
		assertThat(after(100, HealthFinding.Failed.class)).isEmpty();
	}

	private ActorRef actorThatStops(String name, ActorOptions options) {
		return this.system.create(LambdaActor.factory((self, sender, message) -> {
			throw new Mishap();
		})::get, name, options.supervision(SupervisionStrategy.stop()));
	}

	@Test
	void workersThatEndByFailuresAgainAndAgainAreFound() {
		ActorRef pool = actorThatStops("pool", ActorOptions.defaults().instances(2));
		for (int i = 0; i < 4; i++) {
			pool.tell("fail");
		}
		eventually().until(() -> this.system.deadLetters().getOrDefault(DeadLetterReason.FAILED, 0L) == 4);
		eventually().untilAsserted(() -> {
			List<HealthFinding.Restarting> found = after(1, HealthFinding.Restarting.class);
			assertThat(found).singleElement().satisfies((finding) -> assertThat(finding.restarts()).isEqualTo(4));
		});
	}

	@Test
	void actorsOfKeysThatEndByFailuresAgainAndAgainAreFound() {
		KeyedActors keys = this.system.keyed("weak", LambdaActor.class,
				(key) -> new LambdaActor((self, sender, message) -> {
					throw new Mishap();
				}),
				KeyedOptions.defaults().actorOptions(ActorOptions.defaults().supervision(SupervisionStrategy.stop())));
		for (int i = 0; i < 4; i++) {
			keys.of("k" + i).tell("fail");
		}
		eventually().until(() -> keys.snapshot().activations() == 4 && keys.snapshot().active() == 0);
		assertThat(after(10, HealthFinding.Restarting.class)).singleElement()
			.satisfies((finding) -> assertThat(finding.restarts()).isEqualTo(4));
		assertThat(after(1, HealthFinding.Failed.class)).singleElement()
			.satisfies((finding) -> assertThat(finding.ends()).isEqualTo(4));
	}

	private static void fail(ActorRef actor, AtomicInteger objects) {
		int before = objects.get();
		actor.tell("fail");
		eventually().until(() -> objects.get() == before + 1);
	}

	@Test
	void failuresAfterWhichTheSameObjectGoesOnAreNoRestarts() throws Exception {
		CountDownLatch failed = new CountDownLatch(100);
		ActorRef actor = this.system.create(LambdaActor.factory((self, sender, message) -> {
			failed.countDown();
			throw new Mishap();
		}));
		after(0);
		for (int i = 0; i < 100; i++) {
			actor.tell(i);
		}
		await(failed);
		assertThat(after(1, HealthFinding.Restarting.class)).isEmpty();
	}

	// Growth

	@Test
	void mailboxThatGrowsAndGrowsIsWarnedOfOnceInATime() throws Exception {
		this.look = look(LIMITS.stuckAfter(Duration.ZERO));
		ActorRef actor = slow();
		actor.tell("first");
		next("first");
		grow(actor, 100);
		assertThat(after(1).findings()).isEmpty();
		grow(actor, 50);
		assertThat(after(1).findings()).isEmpty();
		grow(actor, 30);
		handleOne();
		next("more");
		assertThat(after(2, HealthFinding.Growing.class))
			.containsExactly(new HealthFinding.Growing(actor, LambdaActor.class.getName(), 179, 26, 0, 100));
		assertThat(warnings()).singleElement()
			.asString()
			.contains("/user/slow", "179 messages", "26 more each second", "capacity", "pyctor.queue-limit");
		for (int i = 0; i < 59; i++) {
			grow(actor, 1);
			after(1);
		}
		assertThat(warnings()).hasSize(1);
		grow(actor, 1);
		after(1);
		assertThat(warnings()).hasSize(2);
	}

	private static void grow(ActorRef actor, int messages) {
		for (int i = 0; i < messages; i++) {
			actor.tell("more");
		}
	}

	@Test
	void mailboxThatIsLongButDoesNotGrowOrIsBoundedOrShortIsNotWarnedOf() throws Exception {
		ActorRef actor = slow(ActorOptions.defaults().mailbox(MailboxOptions.bounded(10_000, Overflow.REJECT)));
		ActorRef constant = this.system.create(LambdaActor.factory((self, sender, message) -> {
			this.begun.add(message);
			this.permits.acquireUninterruptibly();
		})::get, ActorOptions.defaults().blocking());
		ActorRef few = this.system.create(LambdaActor.factory((self, sender, message) -> {
			this.permits.acquireUninterruptibly();
		})::get, ActorOptions.defaults().blocking());
		grow(constant, 1000);
		for (int i = 0; i < 5; i++) {
			grow(actor, 1000);
			grow(few, 10);
			assertThat(after(1, HealthFinding.Growing.class)).isEmpty();
		}
		assertThat(warnings()).isEmpty();
	}

	@Test
	void logNamesSomeOfManyAndSaysThatThereAreOthers() {
		List<ActorRef> actors = IntStream.range(0, 25)
			.mapToObj((i) -> this.system.create(LambdaActor.factory((self, sender, message) -> {
				this.permits.acquireUninterruptibly();
			})::get, ActorOptions.defaults().blocking()))
			.toList();
		for (int i = 0; i < 4; i++) {
			actors.forEach((actor) -> grow(actor, 100));
			after(1);
		}
		assertThat(warnings()).hasSize(11);
		assertThat(warnings().get(10)).contains("15 further actors");
	}

	// What is switched off, and how much is looked at

	@Test
	void limitThatIsZeroIsNone() throws Exception {
		this.look = look(LIMITS.stuckAfter(Duration.ZERO)
			.oldestMessage(Duration.ZERO)
			.saturation(0)
			.restarts(0, Duration.ofSeconds(1))
			.growth(0));
		ActorRef actor = slow();
		actor.tell("first");
		next("first");
		for (int i = 0; i < 5; i++) {
			grow(actor, 1000);
			assertThat(after(1000).findings()).isEmpty();
		}
		assertThat(warnings()).isEmpty();
	}

	@Test
	void everyChildIsLookedAtHoweverManyThereAre() throws Exception {
		ActorRef first = slow();
		first.tell("long");
		next("long");
		Probe parent = Probe.create(this.system, "parent");
		parent.run(() -> {
		});
		for (int i = 0; i < 5000; i++) {
			this.system.create(LambdaActor::idle);
		}
		after(0);
		assertThat(after(60, HealthFinding.Stuck.class)).extracting(HealthFinding::actor).containsExactly(first);
	}

	@Test
	void keyedActorIsLookedAtAndItsParentIsNotStuck() throws Exception {
		ActorRef key = this.system
			.keyed("desk", LambdaActor.class, (name) -> new LambdaActor((self, sender, message) -> {
				this.begun.add(message);
				this.permits.acquireUninterruptibly();
			}), KeyedOptions.defaults().actorOptions(ActorOptions.defaults().blocking()))
			.of("42");
		key.tell("long");
		next("long");
		after(0);
		assertThat(after(60, HealthFinding.Stuck.class)).extracting((stuck) -> stuck.actor().path().toString())
			.containsExactly(this.system.find("/user/desk/42").orElseThrow().path().toString());
	}

}
