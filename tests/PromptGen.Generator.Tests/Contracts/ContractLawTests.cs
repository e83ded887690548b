using System.Text;

namespace PromptGen.Generator.Tests.Contracts;

/// <summary>What holds for every contract: the reader is the schema, and what is written is read again.</summary>
public sealed class ContractLawTests
{
    private const int DocumentsPerType = 50;

    private const int ValuesPerType = 20;

    [Fact]
    public void A_document_is_read_if_and_only_if_it_is_what_the_full_schema_says()
    {
        var accepted = 0;
        for (var i = 0; i < RandomContracts.Count; i++)
        {
            var contract = RandomContracts.Full(i);
            var random = new Random(RandomContracts.Seed + i);
            var documents = new RandomDocuments(contract.Model, random);
            var evaluator = new SchemaEvaluator(contract.Schema, assertsFormats: true);
            for (var j = 0; j < DocumentsPerType; j++)
            {
                var document = documents.Next();
                if (j % 4 != 0)
                    document = documents.Change(document);
                var bytes = Encoding.UTF8.GetBytes(document.ToString());
                if (j % 10 == 9)
                    Spoil(bytes, random);
                var isRead = contract.TryRead(bytes, out _, out var violations);
                var reason = WhyNot(bytes, contract.Model, evaluator);
                accepted += isRead ? 1 : 0;
                Assert.True(
                    isRead == reason is null,
                    $"Seed {RandomContracts.Seed}, {contract.Type}: {Encoding.UTF8.GetString(bytes)}\nread: {isRead} {string.Join(" ", violations)}\nlaw: {reason ?? "valid"}\nschema: {contract.Schema}");
                Assert.Equal(isRead, violations.Count == 0);
            }
        }

        Assert.InRange(accepted, RandomContracts.Count * DocumentsPerType / 10, RandomContracts.Count * DocumentsPerType * 9 / 10);
    }

    [Fact]
    public void What_is_written_is_read_and_is_the_same()
    {
        var (written, refused) = (0, 0);
        for (var i = 0; i < RandomContracts.Count; i++)
        {
            var contract = RandomContracts.Wire(i);
            var values = new RandomValues(contract.Model, new Random(RandomContracts.Seed + i));
            for (var j = 0; j < ValuesPerType; j++)
            {
                var value = values.Next(contract.ClrType);
                if (contract.Write(value, out var refusals) is not { } json)
                {
                    refused++;
                    Assert.NotEmpty(refusals);
                    continue;
                }

                written++;
                Assert.True(contract.TryRead(Encoding.UTF8.GetBytes(json), out var again, out var violations), $"Seed {RandomContracts.Seed}, {contract.Type}: {json}\n{string.Join(" ", violations)}");
                Assert.True(DeepEquality.AreEqual(value, again), $"Seed {RandomContracts.Seed}, {contract.Type}: {json}");
            }
        }

        Assert.InRange(refused, RandomContracts.Count * ValuesPerType / 100, RandomContracts.Count * ValuesPerType / 2);
        Assert.InRange(written, RandomContracts.Count * ValuesPerType / 2, RandomContracts.Count * ValuesPerType);
    }

    [Fact]
    public void Whatever_the_bytes_are_reading_ends_with_a_result()
    {
        byte[][] hostile =
        [
            [], [0xEF, 0xBB, 0xBF, (byte)'{', (byte)'}'], [.. "\"\\ud83d\""u8], new byte[1000], [.. Enumerable.Repeat((byte)'[', 200_000)],
            [.. Enumerable.Repeat("{\"a\":"u8.ToArray(), 50_000).SelectMany(static part => part)],
            [.. "{\"value\":\""u8, .. Enumerable.Repeat((byte)'a', 200_000), .. "\"}"u8],
            [.. "{\"value\":[1"u8, .. Enumerable.Repeat(",1"u8.ToArray(), 100_000).SelectMany(static part => part), .. "]}"u8],
            [.. "1"u8, .. Enumerable.Repeat((byte)'0', 200_000)], [.. "1e"u8, .. Enumerable.Repeat((byte)'9', 200_000)],
        ];
        for (var i = 0; i < RandomContracts.Count; i++)
        {
            var contract = RandomContracts.Full(i);
            var random = new Random(RandomContracts.Seed + i);
            var documents = new RandomDocuments(contract.Model, random);
            foreach (var bytes in hostile)
                Read(contract, bytes);
            for (var j = 0; j < DocumentsPerType; j++)
            {
                var bytes = Encoding.UTF8.GetBytes(documents.Next().ToString());
                for (var k = random.Next(1, 6); k > 0; k--)
                    Spoil(bytes, random);
                Read(contract, bytes[..random.Next(bytes.Length + 1)]);
            }
        }

        void Read(LoadedContract contract, byte[] bytes)
        {
            // What is made once, such as an automaton for a pattern, is made by now.
            contract.TryRead(bytes, out _, out _);
            var before = GC.GetAllocatedBytesForCurrentThread();
            var isRead = contract.TryRead(bytes, out _, out var violations);
            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            var text = $"Seed {RandomContracts.Seed}, {contract.Type}: {Encoding.UTF8.GetString(bytes.AsSpan(0, Math.Min(bytes.Length, 500)))}";
            Assert.True(isRead == (violations.Count == 0) && violations.Count <= 32, text);
            Assert.True(allocated <= MaxAllocation(bytes), $"{allocated} bytes allocated for {bytes.Length}. {text}");
        }

        // Violations in words, and items that take more room than their digits did: a fixed number of each.
        static long MaxAllocation(byte[] bytes) => 100_000 + (64L * bytes.Length);
    }

    /// <summary>Why a document is not what a contract says: (a) its text, (b) the schema, (c) the values, (d) what is there twice; null where it is.</summary>
    private static string? WhyNot(byte[] bytes, ContractModel model, SchemaEvaluator evaluator)
    {
        if (StrictJson.Parse(bytes) is not { } document)
            return "(a)";
        return !evaluator.Accepts(model.Convert(document)) ? "(b)"
            : !model.IsInValueSpace(document) ? "(c)"
            : !model.IsUnique(document) ? "(d)"
            : null;
    }

    /// <summary>Changes a byte, whatever that makes of the text.</summary>
    private static void Spoil(byte[] bytes, Random random) => bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
}
