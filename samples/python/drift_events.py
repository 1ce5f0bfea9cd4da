"""Prints drift events as they are committed: python3 drift_events.py --max 5"""

import argparse
import os
import time
import uuid

from confluent_kafka import Consumer

from evenkeel_records import Registry


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kafka", default=os.environ.get("EVENKEEL_KAFKA", "127.0.0.1:9092"))
    parser.add_argument(
        "--registry", default=os.environ.get("EVENKEEL_REGISTRY", "http://127.0.0.1:8081")
    )
    parser.add_argument("--max", type=int, default=5, help="end after so many events")
    parser.add_argument("--kind", help="only these, such as FLAGGED or CLEARED")
    parser.add_argument("--timeout", type=float, default=30, help="seconds without an event")
    return parser.parse_args()


def sentence(event):
    out = [line for line in event["lines"] if line["side"] != "NONE"]
    why = ", ".join(
        [f"{line['line']} {line['weight']:.1%} against {line['target']:.1%}" for line in out]
        or event["causes"]
    )
    return f"{event['accountId']} {event['sequence']} {event['kind']} {why}".rstrip()


def main():
    args = arguments()
    registry = Registry(args.registry)
    consumer = Consumer(
        {
            "bootstrap.servers": args.kafka,
            "group.id": f"drift-events-{uuid.uuid4()}",
            "isolation.level": "read_committed",
            "auto.offset.reset": "earliest",
            "enable.auto.commit": False,
        }
    )
    consumer.subscribe(["drift-events"])
    left, until = args.max, time.monotonic() + args.timeout
    while left > 0 and time.monotonic() < until:
        message = consumer.poll(1.0)
        if message is None:
            continue
        if message.error():
            raise SystemExit(f"drift-events cannot be read: {message.error()}")
        until = time.monotonic() + args.timeout
        event = registry.decode(message.value())
        if args.kind in (None, event["kind"]):
            print(sentence(event), flush=True)
            left -= 1
    consumer.close()
    raise SystemExit(1 if left == args.max else 0)


if __name__ == "__main__":
    main()
