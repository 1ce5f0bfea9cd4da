"""Records of Evenkeel's topics: a zero byte, the schema's id in four bytes, then Avro binary."""

import io
import json
import struct
import urllib.request

import fastavro

HEADER = struct.Struct(">bI")


class Registry:
    """Asks the schema registry once for each schema."""

    def __init__(self, url):
        self._url = url.rstrip("/")
        self._by_id = {}
        self._newest = {}

    def _get(self, path):
        with urllib.request.urlopen(self._url + path, timeout=10) as answer:
            return json.load(answer)

    def schema(self, schema_id):
        """The schema that a record was written with."""
        if schema_id not in self._by_id:
            text = self._get(f"/schemas/ids/{schema_id}")["schema"]
            self._by_id[schema_id] = fastavro.parse_schema(json.loads(text))
        return self._by_id[schema_id]

    def newest(self, subject):
        """Id and schema to write with; the platform registers schemas, a client does not."""
        if subject not in self._newest:
            version = self._get(f"/subjects/{subject}/versions/latest")
            self._newest[subject] = (version["id"], self.schema(version["id"]))
        return self._newest[subject]

    def decode(self, data):
        """A record as a dict; decimals are Decimal, times are datetime, a tombstone is None."""
        if data is None:
            return None
        magic, schema_id = HEADER.unpack_from(data)
        if magic != 0:
            raise ValueError("this is not a record in Confluent's wire format")
        return fastavro.schemaless_reader(io.BytesIO(data[HEADER.size :]), self.schema(schema_id))

    def encode(self, subject, record):
        """The bytes of a record; a field that is left out gets its default."""
        schema_id, schema = self.newest(subject)
        out = io.BytesIO()
        out.write(HEADER.pack(0, schema_id))
        fastavro.schemaless_writer(out, schema, record)
        return out.getvalue()
