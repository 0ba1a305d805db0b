package io.pyctor.spring;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.util.ReflectionUtils;

import io.pyctor.Actor;
import io.pyctor.ActorFactoryResolver;
import io.pyctor.ActorOptions;

/**
 * Makes actors' objects by a constructor and has the bean factory do the rest.
 */
final class ConstructedActorFactory extends ObjectActorFactory {

	private static final String PRE_DESTROY = "jakarta.annotation.PreDestroy";

	private final AutowireCapableBeanFactory beanFactory;

	private final ActorConstructor constructor;

	ConstructedActorFactory(AutowireCapableBeanFactory beanFactory, ActorConstructor constructor, ActorOptions options,
			ActorBinding binding, ActorFactoryResolver resolver) {
		super(options, binding, resolver);
		this.beanFactory = beanFactory;
		this.constructor = constructor;
	}

	@Override
	public Actor create() {
		Object object = this.constructor.newInstance();
		this.beanFactory.autowireBean(object);
		return bind(this.beanFactory.initializeBean(object, object.getClass().getName()));
	}

	@Override
	void destroy(Object object) {
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
