"""Reads a custodian's approved trades and acknowledges each batch: approved_trades.py FIDELITY

The acknowledgement and the progress in the topic are one Kafka transaction, so neither is ever
without the other, and a batch is acknowledged once. Whoever works orders needs a journal as well:
see samples/custodian-subscriber, which keeps the whole contract.
"""

import argparse
import os
import time
from datetime import datetime, timezone

from confluent_kafka import Consumer, Producer

from evenkeel_records import Registry

SUBJECT = "execution-results-value"  # all custodians share it


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("custodian")
    parser.add_argument("--kafka", default=os.environ.get("EVENKEEL_KAFKA", "127.0.0.1:9092"))
    parser.add_argument(
        "--registry", default=os.environ.get("EVENKEEL_REGISTRY", "http://127.0.0.1:8081")
    )
    parser.add_argument("--max", type=int, help="end after so many batches; without it, never")
    parser.add_argument("--timeout", type=float, default=30, help="with --max: seconds of silence")
    return parser.parse_args()


def clients(args):
    consumer = Consumer(
        {
            "bootstrap.servers": args.kafka,
            "group.id": f"custodian-python-{args.custodian}",
            "isolation.level": "read_committed",
            "auto.offset.reset": "earliest",
            "enable.auto.commit": False,
        }
    )
    producer = Producer(
        {
            "bootstrap.servers": args.kafka,
            "partitioner": "murmur2_random",  # as Java does; librdkafka's own puts keys elsewhere
            "transactional.id": f"custodian-python-{args.custodian}",
        }
    )
    producer.init_transactions()
    return consumer, producer


def acknowledgement(batch):
    return {
        "executionId": batch["batchId"] + "/ACK",
        "execType": "ACK",
        "batchId": batch["batchId"],
        "at": datetime.now(timezone.utc),
    }


def tell(batch):
    print(f"{batch['instruction']} {batch['batchId']} of {batch['accountId']}", flush=True)
    for order in batch["orders"]:
        quantity = order["quantity"].normalize()
        print(f"  {order['side']} {quantity:f} {order['symbol']}: {order['orderId']}", flush=True)


def take(message, args, registry, consumer, producer):
    batch = registry.decode(message.value())
    tell(batch)
    producer.begin_transaction()
    if batch["instruction"] in ("NEW", "REPLACE"):
        producer.produce(
            f"execution-results.{args.custodian}",
            key=message.key(),
            value=registry.encode(SUBJECT, acknowledgement(batch)),
        )
    producer.send_offsets_to_transaction(
        consumer.position(consumer.assignment()), consumer.consumer_group_metadata()
    )
    producer.commit_transaction()


def main():
    args = arguments()
    registry = Registry(args.registry)
    consumer, producer = clients(args)
    consumer.subscribe([f"approved-trades.{args.custodian}"])
    taken, heard = 0, time.monotonic()
    while args.max is None or (taken < args.max and time.monotonic() < heard + args.timeout):
        message = consumer.poll(1.0)
        if message is None:
            continue
        if message.error():
            raise SystemExit(f"approved trades cannot be read: {message.error()}")
        take(message, args, registry, consumer, producer)
        taken, heard = taken + 1, time.monotonic()
    consumer.close()
    raise SystemExit(1 if taken == 0 else 0)


if __name__ == "__main__":
    main()
