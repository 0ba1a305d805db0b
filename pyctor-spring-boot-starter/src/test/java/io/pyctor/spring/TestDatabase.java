package io.pyctor.spring;

import java.util.List;

import javax.sql.DataSource;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabase;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseBuilder;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseType;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;

/**
 * A database of the context's own with a table of lines, and transactions on it. Every
 * transaction, and whoever reads outside of one, has a connection of its own.
 */
@Configuration(proxyBeanMethods = false)
@EnableTransactionManagement
class TestDatabase {

	@Bean
	EmbeddedDatabase dataSource() {
		return new EmbeddedDatabaseBuilder().setType(EmbeddedDatabaseType.H2).generateUniqueName(true).build();
	}

	@Bean
	JdbcTransactionManager transactionManager(DataSource dataSource) {
		return new JdbcTransactionManager(dataSource);
	}

	@Bean
	Lines lines(DataSource dataSource) {
		JdbcTemplate jdbc = new JdbcTemplate(dataSource);
		jdbc.execute("create table line (id identity primary key, text varchar(100) not null)");
		return new Lines(jdbc);
	}

	/** The table. */
	record Lines(JdbcTemplate jdbc) {

		void add(String text) {
			this.jdbc.update("insert into line (text) values (?)", text);
		}

		/** What a connection sees: that of the current transaction, or a new one. */
		List<String> texts() {
			return this.jdbc.queryForList("select text from line order by id", String.class);
		}

	}

}
