using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Json;

namespace PromptGen.Testing;

/// <summary>A number for all that an answer may depend on, the same on every machine.</summary>
internal static class RequestHash
{
    /// <summary>The hash of a request; how it is spaced, and whether it is streamed, change nothing.</summary>
    public static ulong Of(JsonElement body)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            foreach (var member in body.EnumerateObject())
            {
                if (member.Name is not ("stream" or "stream_options"))
                    member.WriteTo(json);
            }

            json.WriteEndObject();
        }

        return BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(buffer.WrittenSpan));
    }
}
