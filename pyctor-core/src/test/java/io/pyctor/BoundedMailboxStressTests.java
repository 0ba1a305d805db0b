package io.pyctor;

import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * No more wait than may, and nothing is lost, however many tell at the same time.
 */
@Timeout(120)
class BoundedMailboxStressTests extends WithActorSystem {

	private static final int TELLERS = 4;

	record Numbered(int teller, int number) {

	}

	@Test
	void exactlyAsManyAreAcceptedAsHaveAPlace() {
		Seeds.each(20, (seed) -> {
			int capacity = (seed % 2 == 0) ? 20_000 : 1 + (int) seed;
			Semaphore permits = new Semaphore(0);
			AtomicInteger begun = new AtomicInteger();
			ActorRef actor = this.system.create(LambdaActor.factory((self, sender, message) -> {
				begun.incrementAndGet();
				permits.acquire();
			})::get, ActorOptions.defaults().blocking().mailbox(MailboxOptions.bounded(capacity, Overflow.REJECT)));
			actor.tell("first");
			eventually().until(() -> begun.get() == 1);
			AtomicInteger accepted = new AtomicInteger();
			CountDownLatch start = new CountDownLatch(TELLERS);
			Outsiders.start(TELLERS, (teller) -> {
				start.countDown();
				await(start);
				for (int i = 0; i < 2 * capacity; i++) {
					if (actor.tryTell(i)) {
						accepted.incrementAndGet();
					}
				}
			}).join();
			assertThat(accepted).hasValue(capacity);
			permits.release(capacity + 1);
			eventually().until(() -> begun.get() == capacity + 1);
			assertThat(this.deadLetters).isEmpty();
			this.system.stop(actor);
		});
	}

	@Test
	void asManyAsHaveAPlaceAreLeftOfAFloodAndTheyAreTheLast() {
		Seeds.each(10, (seed) -> {
			this.deadLetters.clear();
			int capacity = TELLERS + (int) (seed * 7 % 40);
			Semaphore permits = new Semaphore(0);
			Queue<Object> handled = new ConcurrentLinkedQueue<>();
			ActorRef actor = this.system.create(LambdaActor.factory((self, sender, message) -> {
				handled.add(message);
				permits.acquire();
			})::get, ActorOptions.defaults()
				.blocking()
				.mailbox(MailboxOptions.bounded(capacity, Overflow.DROP_OLDEST)));
			actor.tell("first");
			eventually().until(() -> handled.size() == 1);
			int each = 1_000;
			Outsiders.start(TELLERS, (teller) -> {
				for (int i = 0; i < each; i++) {
					actor.tell(new Numbered(teller, i));
				}
			}).join();
			assertThat(((ActorCell) actor).mailboxSize()).isEqualTo(capacity);
			permits.release(capacity + 1);
			this.system.stop(actor);
			untilOver(actor);
			assertThat(handled).hasSize(capacity + 1);
			assertThat(this.deadLetters).hasSize(TELLERS * each - capacity);
			assertThat(handled).contains(handled.stream()
				.filter(Numbered.class::isInstance)
				.map(Numbered.class::cast)
				.filter((message) -> message.number() == each - 1)
				.findAny()
				.orElseThrow());
		});
	}

	@ParameterizedTest
	@EnumSource
	void toldIsHandledOrDeadAndEverySenderIsHeardInOrder(Overflow overflow) {
		Seeds.each(10, (seed) -> {
			this.deadLetters.clear();
			int capacity = 1 + (int) (seed * 13 % 100);
			Queue<Numbered> handled = new ConcurrentLinkedQueue<>();
			Random random = new Random(seed);
			ActorRef actor = this.system.create(LambdaActor.factory((self, sender, message) -> {
				handled.add((Numbered) message);
				if (random.nextInt(50) == 0) {
					Thread.yield();
				}
			})::get, ActorOptions.defaults().mailbox(MailboxOptions.bounded(capacity, overflow)));
			int each = 3_000;
			AtomicInteger refused = new AtomicInteger();
			Outsiders.start(TELLERS, (teller) -> {
				for (int i = 0; i < each; i++) {
					if (i % 3 == 0) {
						refused.addAndGet(actor.tryTell(new Numbered(teller, i)) ? 0 : 1);
					}
					else {
						actor.tell(new Numbered(teller, i));
					}
				}
			}).join();
			this.system.stop(actor);
			untilOver(actor);
			assertThat(handled.size() + this.deadLetters.size() + refused.get()).isEqualTo(TELLERS * each);
			assertThat(handled).doesNotHaveDuplicates();
			assertThat(deadMessages()).doesNotHaveDuplicates().doesNotContainAnyElementsOf(handled);
			if (overflow != Overflow.REJECT) {
				assertThat(refused).hasValue(0);
			}
			for (int teller = 0; teller < TELLERS; teller++) {
				int number = teller;
				List<Integer> heard = handled.stream()
					.filter((message) -> message.teller() == number)
					.map(Numbered::number)
					.toList();
				assertThat(heard).isSorted();
			}
		});
	}

}
