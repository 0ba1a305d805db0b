package io.pyctor.spring.handler;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.annotation.PreDestroy;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Positive;
import org.aopalliance.intercept.MethodInterceptor;
import org.junit.jupiter.api.Test;

import org.springframework.aop.framework.autoproxy.BeanNameAutoProxyCreator;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.validation.annotation.Validated;
import org.springframework.validation.beanvalidation.MethodValidationPostProcessor;

import io.pyctor.ActorRef;
import io.pyctor.ActorSystem;
import io.pyctor.Ask;
import io.pyctor.spring.ActorComponent;
import io.pyctor.spring.Every;
import io.pyctor.spring.Receive;
import io.pyctor.spring.Restarted;
import io.pyctor.spring.Started;
import io.pyctor.spring.Stopped;
import io.pyctor.spring.autoconfigure.PyctorAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for handler methods of beans behind proxies.
 */
class HandlerProxyTests {

	private static final Duration SOON = Duration.ofSeconds(10);

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(PyctorAutoConfiguration.class))
		.withBean(Log.class);

	@Test
	void transactionalHandlerCommitsAndRollsBack() {
		this.contextRunner.withUserConfiguration(Transactions.class, Account.class).run((context) -> {
			ActorRef account = context.getBean("account", ActorRef.class);
			Log log = context.getBean(Log.class);
			assertThat(account.ask(new Deposit(5))).succeedsWithin(SOON).isEqualTo(5);
			assertThat(account.ask(new Deposit(-1))).failsWithin(SOON)
				.withThrowableThat()
				.havingCause()
				.withMessage("negative");
			assertThat(account.ask("balance", Integer.class, SOON)).succeedsWithin(SOON).isEqualTo(5);
			assertThat(log.lines).containsExactly("begin", "active: true", "commit", "begin", "active: true",
					"rollback", "active: false");
		});
	}

	@Test
	void validatedHandlerRefusesBadMessages() {
		this.contextRunner.withUserConfiguration(Validation.class, Checked.class).run((context) -> {
			ActorRef checked = context.getBean("checked", ActorRef.class);
			assertThat(checked.ask(new Deposit(1))).succeedsWithin(SOON).isEqualTo(1);
			assertThat(checked.ask(new Deposit(0))).failsWithin(SOON)
				.withThrowableThat()
				.withCauseInstanceOf(ConstraintViolationException.class);
			assertThat(checked.ask(new Deposit(2))).succeedsWithin(SOON).isEqualTo(2);
		});
	}

	@Test
	void everyMethodOfTheActorIsCalledThroughTheProxyOfTheClass() {
		this.contextRunner.withUserConfiguration(ClassProxies.class, Observed.class).run((context) -> {
			ActorRef observed = context.getBean("observed", ActorRef.class);
			ActorSystem system = context.getBean(ActorSystem.class);
			Log log = context.getBean(Log.class);
			await().atMost(SOON).until(() -> log.lines.contains("around tick"));
			observed.tell("fail");
			assertThat(observed.ask(1, Integer.class, SOON)).succeedsWithin(SOON).isEqualTo(2);
			system.stop(observed);
			await().atMost(SOON).until(() -> log.lines.contains("destroyed"));
			assertThat(log.lines).containsSubsequence("around begin", "begin of observed")
				.containsSubsequence("around fail", "around again", "again of observed: fail on purpose")
				.containsSubsequence("around next", "around end", "end of observed", "destroyed");
			assertThat(system.typeSnapshots()).anyMatch((type) -> type.type().equals(Observed.class.getName()));
		});
	}

	@Test
	void handlersOfAnInterfaceAreCalledThroughTheProxyOfTheInterface() {
		this.contextRunner.withUserConfiguration(InterfaceProxies.class, ByInterface.class).run((context) -> {
			ActorRef actor = context.getBean("observed", ActorRef.class);
			assertThat(actor.ask("x", String.class, SOON)).succeedsWithin(SOON).isEqualTo("class x");
			assertThat(actor.ask(1, Integer.class, SOON)).succeedsWithin(SOON).isEqualTo(2);
			assertThat(context.getBean(Log.class).lines).containsExactly("around on", "around next");
			assertThat(context.getBean(ActorSystem.class).snapshot("/user/observed").orElseThrow().type())
				.isEqualTo(ByInterface.class.getName());
		});
	}

	@Test
	void childrenAreBehindProxiesToo() {
		this.contextRunner.withUserConfiguration(ChildProxies.class).run((context) -> {
			ActorRef child = context.getBean(ActorSystem.class).create(Observed.class, "child");
			assertThat(child.ask(1, Integer.class, SOON)).succeedsWithin(SOON).isEqualTo(2);
			assertThat(context.getBean(Log.class).lines).contains("around next");
		});
	}

	static class Log {

		private final List<String> lines = new CopyOnWriteArrayList<>();

	}

	record Deposit(@Positive int amount) implements Ask<Integer> {

	}

	@ActorComponent("account")
	static class Account {

		private final Log log;

		private int balance;

		Account(Log log) {
			this.log = log;
		}

		@Receive
		@Transactional
		int deposit(Deposit message) {
			this.log.lines.add("active: " + TransactionSynchronizationManager.isActualTransactionActive());
			if (message.amount() < 0) {
				throw new IllegalArgumentException("negative");
			}
			return this.balance += message.amount();
		}

		@Receive
		int balance(String message) {
			this.log.lines.add("active: " + TransactionSynchronizationManager.isActualTransactionActive());
			return this.balance;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableTransactionManagement
	static class Transactions {

		@Bean
		AbstractPlatformTransactionManager transactionManager(Log log) {
			return new LoggedTransactions(log);
		}

	}

	static class LoggedTransactions extends AbstractPlatformTransactionManager {

		private static final long serialVersionUID = 1L;

		private final transient Log log;

		LoggedTransactions(Log log) {
			this.log = log;
		}

		@Override
		protected Object doGetTransaction() {
			return new Object();
		}

		@Override
		protected void doBegin(Object transaction, TransactionDefinition definition) {
			this.log.lines.add("begin");
		}

		@Override
		protected void doCommit(DefaultTransactionStatus status) {
			this.log.lines.add("commit");
		}

		@Override
		protected void doRollback(DefaultTransactionStatus status) {
			this.log.lines.add("rollback");
		}

	}

	@ActorComponent("checked")
	@Validated
	static class Checked {

		@Receive
		int deposit(@Valid Deposit message) {
			return message.amount();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Validation {

		@Bean
		static MethodValidationPostProcessor validation() {
			MethodValidationPostProcessor processor = new MethodValidationPostProcessor();
			processor.setProxyTargetClass(true);
			return processor;
		}

	}

	@ActorComponent("observed")
	static class Observed {

		private final Log log;

		private final String name = "observed";

		private int ticks;

		Observed(Log log) {
			this.log = log;
		}

		@Started
		void begin() {
			this.log.lines.add("begin of " + this.name);
		}

		@Every(value = "1h", initialDelay = "0s")
		void tick() {
			this.ticks++;
		}

		@Receive
		protected void fail(String message) {
			throw new IllegalStateException("on purpose");
		}

		@Receive
		public int next(Integer message) {
			return message + ((this.name != null) ? 1 : 0);
		}

		@Restarted
		void again(Object message, Throwable error) {
			this.log.lines.add("again of " + this.name + ": " + message + " " + error.getMessage());
		}

		@Stopped
		void end() {
			this.log.lines.add("end of " + this.name);
		}

		@PreDestroy
		private void destroy() {
			this.log.lines.add("destroyed");
		}

	}

	interface Handles<T> {

		@Receive
		T on(String message);

		Integer next(Integer message);

	}

	@ActorComponent("observed")
	static class ByInterface implements Handles<String> {

		@Override
		public String on(String message) {
			return "class " + message;
		}

		@Override
		@Receive
		public Integer next(Integer message) {
			return message + 1;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ClassProxies {

		@Bean
		static MethodInterceptor around(Log log) {
			return (invocation) -> {
				log.lines.add("around " + invocation.getMethod().getName());
				return invocation.proceed();
			};
		}

		@Bean
		static BeanNameAutoProxyCreator proxies() {
			return creator("observed#actor", true);
		}

		static BeanNameAutoProxyCreator creator(String names, boolean ofClasses) {
			BeanNameAutoProxyCreator creator = new BeanNameAutoProxyCreator();
			creator.setBeanNames(names);
			creator.setInterceptorNames("around");
			creator.setProxyTargetClass(ofClasses);
			return creator;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class InterfaceProxies {

		@Bean
		static MethodInterceptor around(Log log) {
			return ClassProxies.around(log);
		}

		@Bean
		static BeanNameAutoProxyCreator proxies() {
			return ClassProxies.creator("observed#actor", false);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ChildProxies {

		@Bean
		static MethodInterceptor around(Log log) {
			return ClassProxies.around(log);
		}

		@Bean
		static BeanNameAutoProxyCreator proxies() {
			return ClassProxies.creator(Observed.class.getName(), true);
		}

	}

}
