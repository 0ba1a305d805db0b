package io.pyctor.spring;

import java.util.Optional;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.util.ReflectionUtils;

import io.pyctor.Actor;
import io.pyctor.ActorFactory;
import io.pyctor.ActorFactoryResolver;
import io.pyctor.ActorOptions;

/**
 * Makes actors' objects by a constructor and has the bean factory do the rest.
 */
final class ConstructedActorFactory implements ActorFactory {

	private static final String PRE_DESTROY = "jakarta.annotation.PreDestroy";

	private final AutowireCapableBeanFactory beanFactory;

	private final ActorConstructor constructor;

	private final ActorOptions options;

	private final ActorBinding binding;

	ConstructedActorFactory(AutowireCapableBeanFactory beanFactory, ActorConstructor constructor, ActorOptions options,
			ActorBinding binding) {
		this.beanFactory = beanFactory;
		this.constructor = constructor;
		this.options = options;
		this.binding = binding;
	}

	@Override
	public ActorOptions options() {
		return this.options;
	}

	@Override
	public Actor create() {
		Object object = this.constructor.newInstance();
		this.beanFactory.autowireBean(object);
		object = this.beanFactory.initializeBean(object, object.getClass().getName());
		try {
			return this.binding.actor(object);
		}
		catch (RuntimeException ex) {
			destroy(object);
			throw ex;
		}
	}

	/** The context of the component, which may have a parent that has the system. */
	@Override
	public Optional<ActorFactoryResolver> resolver() {
		return Optional.of((type, arguments) -> this.beanFactory.getBean(ActorFactories.class).of(type, arguments));
	}

	@Override
	public void release(Actor actor) {
		destroy(this.binding.object(actor));
	}

	private void destroy(Object object) {
		Object target = ActorProxies.target(object);
		this.beanFactory.destroyBean(target);
		if (target instanceof AutoCloseable closeable && !(target instanceof DisposableBean)
				&& !isPreDestroyMethod(target)) {
			close(closeable);
		}
	}

	/** A close method that is a destroy method as well has been called already. */
	private static boolean isPreDestroyMethod(Object target) {
		return MergedAnnotations.from(ReflectionUtils.findMethod(target.getClass(), "close")).isPresent(PRE_DESTROY);
	}

	private static void close(AutoCloseable closeable) {
		try {
			closeable.close();
		}
		catch (Exception ex) {
			throw new IllegalStateException("Unable to close " + closeable.getClass().getName(), ex);
		}
	}

}
