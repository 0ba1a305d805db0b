package io.pyctor.spring.sequential;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import io.pyctor.spring.Sequential;
import io.pyctor.spring.autoconfigure.PyctorAutoConfiguration;
import io.pyctor.spring.autoconfigure.PyctorSequentialAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for transactions of sequential methods: each begins and ends within its turn.
 */
class SequentialTransactionTests {

	private static final Duration SOON = Duration.ofSeconds(20);

	private static final int CALLS = 30;

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(PyctorAutoConfiguration.class, PyctorSequentialAutoConfiguration.class))
		.withBean(Log.class)
		.withBean(Account.class)
		.withUserConfiguration(Transactions.class);

	@Test
	void transactionsOfCallersThatWaitFollowEachOther() {
		this.contextRunner.run((context) -> {
			Account account = context.getBean(Account.class);
			List<CompletableFuture<Void>> callers = new ArrayList<>();
			for (int i = 0; i < CALLS; i++) {
				callers.add(CompletableFuture.runAsync(() -> account.value("key")));
			}
			callers.forEach((caller) -> assertThat(caller).succeedsWithin(SOON));
			assertOneAfterTheOther(context.getBean(Log.class).lines);
		});
	}

	@Test
	void transactionsOfCallsWithoutAnswerFollowEachOther() {
		this.contextRunner.run((context) -> {
			Account account = context.getBean(Account.class);
			for (int i = 0; i < CALLS; i++) {
				account.nothing("key");
			}
			await().atMost(SOON).until(() -> context.getBean(SequentialCalls.class).size() == 0);
			assertOneAfterTheOther(context.getBean(Log.class).lines);
		});
	}

	private static void assertOneAfterTheOther(List<String> lines) {
		assertThat(lines).hasSize(CALLS * 3);
		for (int i = 0; i < lines.size(); i += 3) {
			assertThat(lines.subList(i, i + 3)).containsExactly("begin", "call true", "commit");
		}
	}

	static class Log {

		private final List<String> lines = new CopyOnWriteArrayList<>();

	}

	static class Account {

		private final Log log;

		Account(Log log) {
			this.log = log;
		}

		@Transactional
		@Sequential(key = "#key", group = "account")
		public int value(String key) {
			nothing(key);
			return 1;
		}

		@Transactional
		@Sequential(key = "#key", group = "account")
		public void nothing(String key) {
			this.log.lines.add("call " + TransactionSynchronizationManager.isActualTransactionActive());
		}

	}

	/** Other post-processors want to be first as well. */
	@Configuration(proxyBeanMethods = false)
	@EnableTransactionManagement
	@EnableAsync
	static class Transactions {

		@Bean
		AbstractPlatformTransactionManager transactionManager(Log log) {
			return new AbstractPlatformTransactionManager() {

				@Override
				protected Object doGetTransaction() {
					return this;
				}

				@Override
				protected void doBegin(Object transaction, TransactionDefinition definition) {
					log.lines.add("begin");
				}

				@Override
				protected void doCommit(DefaultTransactionStatus status) {
					Thread.yield();
					log.lines.add("commit");
				}

				@Override
				protected void doRollback(DefaultTransactionStatus status) {
					log.lines.add("rollback");
				}

			};
		}

	}

}
