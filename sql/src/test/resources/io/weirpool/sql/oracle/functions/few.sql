INSERT INTO doc VALUES
  (1, 3, 2, '{"items": [{"id": 1, "qty": 2}, {"id": 2, "qty": null}], "a": "x", "b": null}', 'red,green', '2024-01-31', '2024-01-31 10:00:00', '2024-01-31 10:00:00+00', 1.50),
  (2, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO hit VALUES (1, 2, 'one two', '[1, 2]'), (NULL, NULL, NULL, NULL);
INSERT INTO bag VALUES (1, '{1,2,2}', '{a,b}', '{1.50,2.00}', '{"2024-01-01 10:00:00"}', '{2024-01-31}'), (2, NULL, NULL, NULL, NULL, NULL);
