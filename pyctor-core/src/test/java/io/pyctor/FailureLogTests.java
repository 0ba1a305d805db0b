package io.pyctor;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the log says of failures when there are many.
 */
class FailureLogTests extends WithActorSystem {

	private static final int MANY = 50;

	private final ListAppender<ILoggingEvent> log = new ListAppender<>();

	@BeforeEach
	void listenToTheLog() {
		this.log.start();
		((Logger) LoggerFactory.getLogger(ActorCell.class)).addAppender(this.log);
	}

	@AfterEach
	void listenNoMore() {
		((Logger) LoggerFactory.getLogger(ActorCell.class)).detachAppender(this.log);
	}

	@Override
	ActorSystemBuilder settings(ActorSystemBuilder builder) {
		return super.settings(builder).failureLogLimit(3);
	}

	@Test
	void resultOfAStageThatCannotBeToldIsLogged() {
		CompletableFuture<String> stage = new CompletableFuture<>();
		MessagePriority ofStrings = (message) -> ((String) message).length();
		ActorRef actor = this.system.create(LambdaActor.factory((self, sender, message) -> {
			self.pipe(stage);
			self.tell(sender, message);
		})::get, "piping", ActorOptions.defaults().mailbox(MailboxOptions.unbounded().priority(ofStrings)));
		assertThat(actor.ask("pipe", String.class, LONG).join()).isEqualTo("pipe");
		stage.completeExceptionally(new Mishap());
		assertThat(this.log.list).singleElement().satisfies((event) -> {
			assertThat(event.getFormattedMessage()).contains("/user/piping", "could not tell the result");
			assertThat(event.getThrowableProxy().getClassName()).isEqualTo(ClassCastException.class.getName());
		});
	}

	@Test
	void floodOfFailuresIsCountedAndTheFirstOfThemAreLoggedWithTheirStacks() {
		ActorRef actor = this.system.create(LambdaActor.factory((self, sender, message) -> {
			throw new Mishap();
		}), "failing");
		for (int i = 0; i < MANY; i++) {
			actor.tell("secret");
		}
		end(this.system);
		List<ILoggingEvent> events = List.copyOf(this.log.list);
		assertThat(events).hasSize(4)
			.extracting(ILoggingEvent::getFormattedMessage)
			.noneMatch((line) -> line.contains("secret"));
		assertThat(events.subList(0, 3)).allSatisfy((event) -> {
			assertThat(event.getFormattedMessage()).contains("/user/failing", "failed at a java.lang.String");
			assertThat(event.getThrowableProxy().getClassName()).isEqualTo(Mishap.class.getName());
		});
		assertThat(events.get(3).getFormattedMessage()).isEqualTo(MANY - 3 + " further failures were not logged");
		assertThat(this.deadLetters).hasSize(MANY);
	}

	@Test
	void floodOfFailuresAtMessagesHidesNoOtherFailure() {
		ActorRef noisy = this.system.create(LambdaActor.factory((self, sender, message) -> {
			throw new Mishap();
		}), "noisy");
		for (int i = 0; i < MANY; i++) {
			noisy.tell("x");
		}
		eventually().until(() -> this.deadLetters.size() == MANY);
		for (int i = 1; i <= 5; i++) {
			untilOver(this.system.create(() -> LambdaActor.idle().whenStarted((self) -> {
				throw new Mishap();
			}), "hook-" + i));
		}
		end(this.system);
		assertThat(this.log.list).extracting(ILoggingEvent::getFormattedMessage)
			.filteredOn((line) -> !line.contains("noisy"))
			.hasSize(5)
			.anyMatch((line) -> line.contains("/user/hook-1 failed in started()"))
			.contains(MANY - 3 + " further failures were not logged",
					"2 further failures outside of messages were not logged");
	}

}
