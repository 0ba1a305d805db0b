package io.pyctor;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the latest dead letters in a ring: the number of a letter says where it is, so to
 * put one in, to find one and to take one out is one step each, without a lock.
 */
final class DeadLetterRing implements DeadLetterStore {

	private static final Logger logger = LoggerFactory.getLogger(DeadLetters.class);

	private final DefaultActorSystem system;

	private final AtomicReferenceArray<@Nullable KeptLetter> letters;

	private final int keepMessages;

	private final AtomicLong lastId = new AtomicLong();

	private final LongAdder displaced = new LongAdder();

	private final LongAdder redelivered = new LongAdder();

	private final LongAdder discarded = new LongAdder();

	DeadLetterRing(DefaultActorSystem system, DeadLetterOptions options) {
		this.system = system;
		this.letters = new AtomicReferenceArray<>(options.capacity());
		this.keepMessages = options.keepMessages();
	}

	long newId() {
		return this.lastId.incrementAndGet();
	}

	/** Add a letter with a new number. */
	void add(KeptLetter letter) {
		if (capacity() == 0) {
			this.displaced.increment();
			return;
		}
		// A thread that was slow must not displace what came a round later.
		if (this.letters.getAndAccumulate(place(letter.id), letter, DeadLetterRing::later) != null) {
			this.displaced.increment();
		}
		KeptLetter old = (this.keepMessages < capacity()) ? letter(letter.id - this.keepMessages) : null;
		if (old != null) {
			old.forget();
		}
		forgetIfOld(letter);
	}

	private static @Nullable KeptLetter later(@Nullable KeptLetter there, @Nullable KeptLetter letter) {
		return (there == null || letter == null || there.id < letter.id) ? letter : there;
	}

	private int place(long id) {
		return (int) (id % this.letters.length());
	}

	private @Nullable KeptLetter letter(long id) {
		KeptLetter letter = (id > 0 && capacity() > 0) ? this.letters.get(place(id)) : null;
		return (letter != null && letter.id == id) ? letter : null;
	}

	/** Take a letter out; only one of all who try does. */
	private boolean take(KeptLetter letter) {
		return this.letters.compareAndSet(place(letter.id), letter, null);
	}

	@Override
	public List<DeadLetterEntry> entries() {
		return letters().sorted(Comparator.comparingLong((KeptLetter letter) -> letter.id).reversed())
			.map(KeptLetter::get)
			.toList();
	}

	private Stream<KeptLetter> letters() {
		return IntStream.range(0, this.letters.length()).mapToObj(this.letters::get).flatMap(Stream::ofNullable);
	}

	@Override
	public Optional<DeadLetterEntry> find(long id) {
		return Optional.ofNullable(letter(id)).map(KeptLetter::get);
	}

	@Override
	public boolean redeliver(long id) {
		KeptLetter letter = letter(id);
		return letter != null && redeliver(letter);
	}

	private boolean redeliver(KeptLetter letter) {
		Envelope envelope = letter.again();
		MessageContext context = (envelope != null) ? envelope.context() : null;
		if (envelope == null || context == null || this.system.isShutdown() || !take(letter)) {
			return false;
		}
		this.redelivered.increment();
		Addressees addressees = new Addressees(this.system);
		ActorRef receiver = addressees.receiver(letter.target);
		try {
			receiver.within(context).tell(envelope.message, addressees.sender(envelope.sender));
			return true;
		}
		catch (Throwable ex) {
			this.redelivered.decrement();
			putBack(letter);
			logger.warn("{} cannot be told the dead letter {} again", receiver.path(), letter.id, ex);
			return false;
		}
	}

	/** Its place may be that of a later one by now. */
	private void putBack(KeptLetter letter) {
		if (this.letters.accumulateAndGet(place(letter.id), letter, DeadLetterRing::later) != letter) {
			this.displaced.increment();
		}
		forgetIfOld(letter);
	}

	/** Whoever had to forget it may have looked while it was not there. */
	private void forgetIfOld(KeptLetter letter) {
		if (this.lastId.get() - letter.id >= this.keepMessages) {
			letter.forget();
		}
	}

	@Override
	public int redeliverAll(Predicate<DeadLetterEntry> which) {
		return count(which, this::redeliver);
	}

	/** Do something with those that are there, the oldest first. */
	private int count(Predicate<DeadLetterEntry> which, Predicate<KeptLetter> action) {
		List<KeptLetter> there = letters().sorted(Comparator.comparingLong((letter) -> letter.id)).toList();
		return (int) there.stream().filter((letter) -> which.test(letter.get())).filter(action).count();
	}

	@Override
	public boolean discard(long id) {
		KeptLetter letter = letter(id);
		return letter != null && discard(letter);
	}

	private boolean discard(KeptLetter letter) {
		boolean taken = take(letter);
		if (taken) {
			this.discarded.increment();
		}
		return taken;
	}

	@Override
	public int discardAll(Predicate<DeadLetterEntry> which) {
		return count(which, this::discard);
	}

	@Override
	public int capacity() {
		return this.letters.length();
	}

	@Override
	public int size() {
		return (int) letters().count();
	}

	@Override
	public long displaced() {
		return this.displaced.sum();
	}

	@Override
	public long redelivered() {
		return this.redelivered.sum();
	}

	@Override
	public long discarded() {
		return this.discarded.sum();
	}

}
