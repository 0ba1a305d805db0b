package io.pyctor.sample;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/**
 * The order desk.
 */
@SpringBootApplication
@ConfigurationPropertiesScan
public class PyctorSampleApplication {

	public static void main(String[] args) {
		SpringApplication.run(PyctorSampleApplication.class, args);
	}

}
