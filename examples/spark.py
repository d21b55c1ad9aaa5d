"""The eligibility of everybody in a Parquet file, on Spark: `python examples/spark.py IN OUT`.

On this machine it runs as it stands; on a cluster the same script is handed to `spark-submit`. The
canton is read on the driver and becomes a plan of Spark's own expressions, so the workers need
neither this package nor Python.

    spark-submit --master yarn examples/spark.py hdfs:///cases hdfs:///answers --canton zurich
"""

import argparse

from pyspark.sql import DataFrame, SparkSession

import iiz_rules as iiz


def answer(cases: DataFrame, canton: str, on: str) -> tuple[DataFrame, DataFrame]:
    """The answers and the rows left out; nothing runs before they are written or shown."""
    found = iiz.load(canton, on=on).eligibility_frame(cases)
    return found.frame, found.rejected


def main() -> None:
    """Read, answer, write; then count the verdicts and what was left out."""
    parser = argparse.ArgumentParser(description="The eligibility of everybody in a Parquet file.")
    parser.add_argument("cases", help="Parquet, with columns such as person.residence.canton")
    parser.add_argument("answers", help="folder of Parquet files to write")
    parser.add_argument("--canton", default="zurich")
    parser.add_argument("--on", default="2024-03-05", help="date of the question")
    given = parser.parse_args()

    spark = SparkSession.builder.appName("iiz-rules").getOrCreate()
    answers, rejected = answer(spark.read.parquet(given.cases), given.canton, given.on)
    answers.write.mode("overwrite").parquet(given.answers)
    rejected.write.mode("overwrite").parquet(f"{given.answers}.rejected")
    spark.read.parquet(given.answers).groupBy("eligibility:verdict").count().show()
    print("rows left out:", spark.read.parquet(f"{given.answers}.rejected").count())
    spark.stop()


if __name__ == "__main__":
    main()
