package io.pyctor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.pyctor.dispatch.Dispatcher;
import io.pyctor.dispatch.Dispatchers;
import io.pyctor.dispatch.Patience;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds the parts of a system together: the root of all actors, the dispatchers, the
 * timers and the dead letters.
 */
final class DefaultActorSystem implements ActorSystem {

	private static final Logger logger = LoggerFactory.getLogger(DefaultActorSystem.class);

	static final String ROOT = "user";

	/** How long a cell waits that found no thread. */
	private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

	/** What depends on a question may hold up a thread, and must not hold up the rest. */
	private static final int DROPPING = 8;

	private record TypeKey(Class<?> actorClass, ActorOptions options) {
	}

	private final SystemSettings settings;

	private final ActorRef nobody;

	private final DeadLetters deadLetters;

	private final LogLimit failureLog;

	private final LogLimit asideLog;

	private final Timers timers;

	private final Dispatcher workers;

	private final Dispatcher blocking;

	final StrandedCells strandedCells = new StrandedCells(this);

	private final Patience askPatience = new Patience(1, 40);

	private final Map<TypeKey, ActorType> types = new ConcurrentHashMap<>();

	private final Map<String, ActorTypeSnapshot> lastTypeSnapshots = new ConcurrentHashMap<>();

	private final AtomicLong nextNumber = new AtomicLong(1);

	private final List<KeyedHost> keyedHosts = new CopyOnWriteArrayList<>();

	private final ActorCell root;

	private final SystemShutdown shutdown = new SystemShutdown(this);

	private final @Nullable QueueLimit queueLimit;

	private final HealthWatch healthWatch;

	DefaultActorSystem(SystemSettings settings) {
		this.settings = settings;
		this.queueLimit = (settings.queueLimit() > 0) ? new QueueLimit(settings.queueLimit()) : null;
		this.nobody = new Nobody(this);
		this.deadLetters = new DeadLetters(this, settings);
		this.failureLog = FaultHandling.log(settings.failureLogLimit());
		this.asideLog = FaultHandling.logAside(settings.failureLogLimit());
		this.timers = new Timers("pyctor-" + settings.name() + "-timers");
		this.workers = Dispatchers.workers("pyctor-" + settings.name() + "-worker", settings.parallelism(),
				this::whenIdle);
		this.blocking = Dispatchers.blocking("pyctor-" + settings.name() + "-blocking", settings.virtualThreads(),
				this::whenIdle);
		Root actor = new Root();
		this.root = new ActorCell(type(Root.class, ActorOptions.defaults()), null, ROOT, 0, actor, null);
		actor.bind(new DefaultActorContext(this.root));
		// Before other threads know the root.
		this.root.children();
		this.root.dispatch();
		this.healthWatch = new HealthWatch(this, settings.health());
		this.healthWatch.start();
	}

	/** A thread has nothing to do. */
	private void whenIdle() {
		dispatchStranded();
		this.root.children().tidy();
	}

	/** Get those a thread for which there was no room at the end of a stack. */
	void dispatchStranded() {
		this.strandedCells.dispatch();
		this.workers.wakeStranded();
	}

	@Override
	public String name() {
		return this.settings.name();
	}

	SystemSettings settings() {
		return this.settings;
	}

	DeadLetters deadLetterSink() {
		return this.deadLetters;
	}

	/** For failures at messages. */
	LogLimit failureLog() {
		return this.failureLog;
	}

	/** For all others: of hooks, and of what runs in an actor's name. */
	LogLimit asideLog() {
		return this.asideLog;
	}

	/** How long those who ask look for the answer before they sleep. */
	Patience askPatience() {
		return this.askPatience;
	}

	/** Null without a limit. */
	@Nullable QueueLimit queueLimit() {
		return this.queueLimit;
	}

	/** One more message waits. */
	void waits() {
		if (this.queueLimit != null) {
			this.queueLimit.entered();
		}
	}

	/** A message waits no longer. */
	void waitsNoMore() {
		if (this.queueLimit != null) {
			this.queueLimit.left();
		}
	}

	/** Whether too much waits for a message to be taken. */
	boolean isTooMuch(Envelope envelope) {
		return this.queueLimit != null && LimitedCell.takesPlace(envelope) && this.queueLimit.refuses(envelope);
	}

	@Override
	public Optional<QueueLoad> queueLoad() {
		return Optional.ofNullable(this.queueLimit).map(QueueLimit::load);
	}

	@Override
	public Optional<HealthReport> health() {
		return this.healthWatch.report();
	}

	HealthWatch healthWatch() {
		return this.healthWatch;
	}

	/** The types of all actors that there are or were. */
	Collection<ActorType> types() {
		return this.types.values();
	}

	Timers timers() {
		return this.timers;
	}

	ActorCell root() {
		return this.root;
	}

	ActorType type(Class<?> actorClass, ActorOptions options) {
		TypeKey key = new TypeKey(actorClass, options);
		ActorType type = this.types.get(key);
		return (type != null) ? type : this.types.computeIfAbsent(key, this::newType);
	}

	private ActorType newType(TypeKey key) {
		return new ActorType(this, key.options().isBlocking() ? this.blocking : this.workers, key.actorClass(),
				key.options());
	}

	/** Take numbers that no actor of this system had before; return the first. */
	long newNumbers(int count) {
		return this.nextNumber.getAndAdd(count);
	}

	@Override
	public ActorRef create(Actor actor) {
		return ActorCreation.create(this.root, actor, null);
	}

	@Override
	public ActorRef create(Actor actor, String name) {
		return ActorCreation.create(this.root, actor, name);
	}

	@Override
	public ActorRef create(Supplier<? extends Actor> factory) {
		return ActorCreation.create(this.root, factory::get, null, ActorOptions.defaults());
	}

	@Override
	public ActorRef create(Supplier<? extends Actor> factory, String name) {
		return ActorCreation.create(this.root, factory::get, name, ActorOptions.defaults());
	}

	@Override
	public ActorRef create(ActorFactory factory, ActorOptions options) {
		return ActorCreation.create(this.root, factory, null, options);
	}

	@Override
	public ActorRef create(ActorFactory factory, String name, ActorOptions options) {
		return ActorCreation.create(this.root, factory, name, options);
	}

	@Override
	public ActorRef create(Class<?> type) {
		return ActorCreation.create(this.root, this.settings.factories().resolve(type), null, ActorOptions.defaults());
	}

	@Override
	public ActorRef create(Class<?> type, String name, Object... arguments) {
		return ActorCreation.create(this.root, this.settings.factories().resolve(type, arguments), name,
				ActorOptions.defaults());
	}

	@Override
	public KeyedActors keyed(String typeName, Class<?> actorClass, KeyedActorFactory factory, KeyedOptions options) {
		KeyedHost host = new KeyedHost(this, typeName, actorClass, factory, options);
		ActorCreation.create(this.root, new KeyedParent(host), typeName);
		this.keyedHosts.add(host);
		return host;
	}

	@Override
	public List<KeyedSnapshot> keyedSnapshots() {
		this.keyedHosts.removeIf(KeyedHost::isEnded);
		return this.keyedHosts.stream()
			.map(KeyedHost::snapshot)
			.sorted(Comparator.comparing(KeyedSnapshot::typeName))
			.toList();
	}

	@Override
	public void tell(ActorRef actor, Object message) {
		actor.tell(message, this.nobody);
	}

	@Override
	public <R> CompletableFuture<R> ask(ActorRef actor, Ask<R> message, Duration timeout) {
		return PendingAsk.ask(this, actor, message, timeout);
	}

	@Override
	public Cancellable scheduleTell(ActorRef actor, Object message, Schedule schedule) {
		return schedule(actor, message, this.nobody, schedule, null);
	}

	Cancellable schedule(ActorRef actor, Object message, ActorRef sender, Schedule schedule,
			@Nullable CellExtras maker) {
		ScheduledTell scheduled = new ScheduledTell(this.timers, actor, message, sender, schedule, maker);
		scheduled.start();
		return scheduled;
	}

	@Override
	public void stop(ActorRef actor) {
		if (actor.resolve() instanceof KeyedRef keyed) {
			keyed.stop();
		}
		else {
			stoppable(actor).stop();
		}
	}

	@Override
	public void stopNow(ActorRef actor) {
		if (actor.resolve() instanceof KeyedRef keyed) {
			keyed.stopNow();
		}
		else {
			stoppable(actor).stopNow();
		}
	}

	@Override
	public CompletableFuture<List<ActorRef>> stop(StopOrder order, Duration timeout) {
		List<ActorCell> cells = cells(order);
		CompletableFuture<List<ActorRef>> stopped = new CompletableFuture<>();
		runAside(() -> {
			try {
				stopped.complete(stop(cells, order, Timers.nanos(timeout)));
			}
			catch (Throwable ex) {
				stopped.completeExceptionally(ex);
			}
		});
		return stopped;
	}

	private static List<ActorRef> stop(List<ActorCell> cells, StopOrder order, long timeoutNanos) {
		long end = System.nanoTime() + timeoutNanos;
		OrderedStop stop = new OrderedStop(cells, order, timeoutNanos / 2);
		stop.advance();
		while (!cells.stream().allMatch(ActorCell::isEnded) && System.nanoTime() - end < 0) {
			LockSupport.parkNanos(stop.pauseNanos());
			stop.advance();
		}
		List<ActorCell> living = cells.stream().filter((cell) -> !cell.isEnded()).toList();
		living.forEach(ActorCell::stopNow);
		return List.copyOf(living);
	}

	private ActorCell stoppable(ActorRef actor) {
		ActorCell cell = cell(actor);
		if (cell.parent == null) {
			throw new IllegalArgumentException("The root " + cell.path() + " cannot be stopped; shut the system down");
		}
		return cell;
	}

	/** The cell behind a reference. */
	static ActorCell cell(ActorRef actor) {
		if (actor.resolve() instanceof ActorCell cell) {
			return cell;
		}
		throw new IllegalArgumentException(actor.path() + " is no actor that can be stopped or watched");
	}

	@Override
	public ActorRef nobody() {
		return this.nobody;
	}

	@Override
	public Optional<ActorRef> find(String path) {
		return findCell(ActorPath.split(path)).map((cell) -> cell);
	}

	Optional<ActorCell> findCell(List<String> names) {
		ActorCell cell = (!names.isEmpty() && names.get(0).equals(ROOT)) ? this.root : null;
		for (int i = 1; i < names.size() && cell != null; i++) {
			cell = cell.child(names.get(i));
		}
		return Optional.ofNullable(cell).filter((found) -> !found.isEnded());
	}

	@Override
	public ActorSnapshot snapshot() {
		return snapshot(Integer.MAX_VALUE);
	}

	@Override
	public ActorSnapshot snapshot(int maxChildren) {
		return Snapshots.of(this.root, maxChildren);
	}

	@Override
	public Optional<ActorSnapshot> snapshot(String path) {
		return snapshot(path, Integer.MAX_VALUE);
	}

	@Override
	public Optional<ActorSnapshot> snapshot(String path, int maxChildren) {
		return findCell(ActorPath.split(path)).map((cell) -> Snapshots.of(cell, maxChildren));
	}

	@Override
	public List<ActorTypeSnapshot> typeSnapshots() {
		Map<String, Snapshots.Totals> totals = new TreeMap<>();
		forEachCell(ActorCell::retireChildren);
		// The dead first: one that ends meanwhile is missed, never counted twice.
		this.types.values().forEach((type) -> totals(totals, type).addRetired(type));
		forEachCell((cell) -> totals(totals, cell.type).addLive(cell));
		totals.remove(this.root.type.className());
		return totals.values().stream().map(Snapshots.Totals::snapshot).map(this::notLessThanBefore).toList();
	}

	/** A message counts no longer that was processed before a shutdown, it seemed. */
	void uncounted() {
		this.shutdown.uncounted();
	}

	/** How many messages were processed so far. */
	long processed() {
		forEachCell(ActorCell::retireChildren);
		long[] sum = new long[1];
		this.types.values().forEach((type) -> sum[0] += type.retiredProcessed());
		forEachCell((cell) -> sum[0] += cell.processed());
		return sum[0];
	}

	/** Counts do not go back because an actor was missed at the moment of its death. */
	private ActorTypeSnapshot notLessThanBefore(ActorTypeSnapshot now) {
		return this.lastTypeSnapshots.merge(now.type(), now,
				(before, latest) -> new ActorTypeSnapshot(latest.type(), latest.live(), latest.mailboxSize(),
						Math.max(before.processed(), latest.processed()), Math.max(before.failed(), latest.failed()),
						Math.max(before.restarted(), latest.restarted())));
	}

	private static Snapshots.Totals totals(Map<String, Snapshots.Totals> totals, ActorType type) {
		return totals.computeIfAbsent(type.className(), Snapshots.Totals::new);
	}

	/** Show every living cell, the root included, to a visitor; parents first. */
	void forEachCell(Consumer<ActorCell> visitor) {
		List<ActorCell> waiting = new ArrayList<>(List.of(this.root));
		while (!waiting.isEmpty()) {
			ActorCell cell = waiting.remove(waiting.size() - 1);
			if (!cell.isEnded()) {
				visitor.accept(cell);
				waiting.addAll(cell.childCells());
			}
		}
	}

	/** An actor has not come to a message and never will. */
	void refuse(ActorRef actor, Envelope envelope) {
		DeadLetterReason reason = isShutdown() ? DeadLetterReason.SHUTDOWN : DeadLetterReason.STOPPED;
		if (envelope.isOfUser()) {
			this.deadLetters.publish(actor, envelope, reason);
		}
		else if (envelope.message instanceof SystemMessage.Tick tick && tick.schedule().refuse()) {
			this.deadLetters.publish(actor, tick.schedule().message, envelope.sender, reason);
		}
	}

	@Override
	public Map<DeadLetterReason, Long> deadLetters() {
		return this.deadLetters.counts();
	}

	@Override
	public void undelivered(DeadLetter letter, ActorRef sender) {
		Objects.requireNonNull(sender, "'sender' must not be null");
		this.deadLetters.publish(letter.actor(), letter.message(), sender, letter.reason());
	}

	@Override
	public DeadLetterStore deadLetterStore() {
		return this.deadLetters.store();
	}

	@Override
	public Cancellable addDeadLetterListener(DeadLetterListener listener) {
		return this.deadLetters.addListener(listener);
	}

	@Override
	public void shutdown(Duration timeout) {
		shutdown(timeout, StopOrder.together());
	}

	@Override
	public void shutdown(Duration timeout, StopOrder order) {
		// Before anything has begun: whom nobody can stop nobody would wait for in vain.
		cells(order);
		this.shutdown.begin(timeout, order);
	}

	private List<ActorCell> cells(StopOrder order) {
		List<ActorCell> cells = order.actors().stream().map(this::stoppable).toList();
		cells.stream().filter((cell) -> cell.system() != this).findFirst().ifPresent((stranger) -> {
			throw new IllegalArgumentException(stranger.path() + " belongs to the actor system '"
					+ stranger.system().name() + "', and not to this one, '" + name() + "', which cannot stop it");
		});
		return cells;
	}

	/** Whether there are no children any more, not even of actors that go on. */
	boolean refusesChildren() {
		return this.shutdown.isOver();
	}

	@Override
	public boolean isShutdown() {
		return this.shutdown.hasBegun();
	}

	/**
	 * A cell found no thread, since the JVM can start no other or since the threads are
	 * gone. It must not lose its turn: it is tried again, and at the end of the system it
	 * is run by whoever told it something.
	 */
	void dispatchLater(LocalActorRef ref, Throwable error) {
		Timers.Timer retry = new Timers.Timer() {

			@Override
			void fire() {
				ref.dispatch();
			}

			@Override
			void dropped() {
				ref.run();
			}

		};
		if (scheduleIfPossible(retry, RETRY_NANOS)) {
			logger.warn("{} found no thread and tries again", ref.path(), error);
		}
		else {
			ref.run();
		}
	}

	private boolean scheduleIfPossible(Timers.Timer timer, long nanos) {
		try {
			return this.timers.schedule(timer, this.timers.now() + nanos);
		}
		catch (Throwable ex) {
			// There is no thread for the clock either.
			this.timers.cancel(timer);
			return false;
		}
	}

	/**
	 * Run what is somebody else's code and may block: on a thread of its own, or, when
	 * those are gone, on one of the JVM's.
	 */
	void runAside(Runnable task) {
		try {
			this.blocking.execute(task);
		}
		catch (RejectedExecutionException ex) {
			CompletableFuture.runAsync(task);
		}
		catch (Throwable ex) {
			// There is no thread for it: rather on this one than never.
			task.run();
		}
	}

	/**
	 * Run such code after a time.
	 * @return whether it will be; not if the system has ended, or has no clock since the
	 * JVM can start no thread
	 */
	boolean runAsideLater(Runnable task, long nanos) {
		return scheduleIfPossible(new Timers.Timer() {

			@Override
			void fire() {
				runAside(task);
			}

		}, nanos);
	}

	/**
	 * Let nothing fall due any more. Whoever waits for that is told so on threads whose
	 * end can be waited for, as long as their dispatcher is open.
	 */
	void closeTimers() {
		Queue<Timers.Timer> dropped = new ConcurrentLinkedQueue<>(this.timers.close());
		for (int i = Math.min(DROPPING, dropped.size()); i > 0; i--) {
			runAside(() -> {
				for (Timers.Timer timer = dropped.poll(); timer != null; timer = dropped.poll()) {
					timer.dropped();
				}
			});
		}
	}

	/** The root's last child has ended, and there will be no other. */
	void allEnded() {
		this.shutdown.allEnded();
	}

	List<Dispatcher> dispatchers() {
		return List.of(this.workers, this.blocking);
	}

	@Override
	public CompletableFuture<ShutdownReport> stopped() {
		return this.shutdown.stopped();
	}

	@Override
	public void close() {
		shutdown(this.settings.shutdownTimeout());
		if (!isOwnThread()) {
			stopped().join();
		}
	}

	private boolean isOwnThread() {
		boolean[] own = new boolean[1];
		forEachCell((cell) -> own[0] |= cell.isRunBy(Thread.currentThread()));
		return own[0];
	}

	@Override
	public String toString() {
		return "ActorSystem[" + name() + "]";
	}

	/** Parent of the actors that the system creates. It has no behaviour of its own. */
	static final class Root extends Actor {

		@Override
		protected void receive(ActorRef sender, Object message) {
			unhandled(message);
		}

	}

}
