using System.ComponentModel.DataAnnotations;
using System.Numerics;
using CsCheck;
using PromptGen.Testing;

namespace PromptGen.IntegrationTests;

/// <summary>Values that are one token of a document: each has one grammar, for what is read and what is written.</summary>
public sealed class ScalarTests
{
    private static readonly JsonContract<Scalars> Contract = IScalars.PromptRequests.Ask().Contract!;

    private static readonly Gen<DateTimeOffset> Moments = Gen.Select(
        Gen.Long[new DateTime(2, 1, 1).Ticks, new DateTime(9998, 1, 1).Ticks], Gen.Int[-14 * 60, 14 * 60], static (ticks, minutes) => new DateTimeOffset(ticks, TimeSpan.FromMinutes(minutes)));

    private static readonly Gen<Scalars> Values = Gen.Select(
        Gen.Select(Gen.SByte, Gen.Byte, Gen.Short, Gen.UShort, Gen.UInt, Gen.ULong, Gen.Float[0, 1], Gen.Byte[1, 12]),
        Gen.Select(Gen.Char.Where(static c => !char.IsSurrogate(c)), Moments, Moments, Gen.Long[0, TimeSpan.TicksPerDay - 1], Gen.Long, Gen.Guid, Gen.Byte.Array[0, 20]),
        Gen.Select(Gen.Long, Gen.Long, Gen.Bool),
        static (a, b, c) => new Scalars(
            a.Item1, a.Item2, a.Item3, a.Item4, a.Item5, a.Item6, a.Item7, a.Item8,
            b.Item1, b.Item2.UtcDateTime, b.Item3, DateOnly.FromDateTime(b.Item2.UtcDateTime), new TimeOnly(b.Item4), new TimeSpan(b.Item5), b.Item6,
            new Uri($"https://example.com/{c.Item1}?q=%C3%A9"), b.Item7,
            (Int128)c.Item1 * c.Item2, (UInt128)(ulong)c.Item1 * (ulong)c.Item2, (BigInteger)c.Item1 * c.Item2 * c.Item1,
            c.Item3 ? b.Item6 : null, c.Item3 ? new Uri("urn:isbn:1") : null, [DateOnly.FromDateTime(b.Item2.UtcDateTime)]));

    [Fact]
    public void What_is_written_reads_back_as_the_same() => Values.Sample(
        static value =>
        {
            var json = Contract.ToJson(value);
            Assert.True(Contract.TryRead(System.Text.Encoding.UTF8.GetBytes(json), out var read, out var violations), json + " " + string.Join(" ", violations));
            Assert.Equal(value with { Q = read!.Q, W = read.W }, read);
            Assert.Equal(value.Q, read.Q);
            Assert.Equal(value.W, read.W);
            Assert.Equal(value.J.Ticks, read.J.Ticks);
            Assert.Equal(value.K.Offset, read.K.Offset);
        },
        iter: 2000);

    [Fact]
    public async Task The_schema_asks_for_what_the_reader_takes()
    {
        await using var server = await LocalChatServer.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        using var client = new HttpClient();
        for (var seed = 0; seed < 40; seed++)
        {
            var transport = new HttpChatTransport(client, new() { BaseAddress = server.BaseAddress, ApiKey = "key" });
            var result = await IScalars.PromptRequests.Ask().SendForResultAsync(transport, new() { Parameters = new() { Seed = seed + 1 } }, TestContext.Current.CancellationToken);
            Assert.True(result.Outcome == PromptOutcome.Completed, $"{result.Completion?.Content}: {string.Join(" ", result.Violations)}");
        }
    }

    [Theory]
    [InlineData("a", "-128"), InlineData("a", "127.0"), InlineData("b", "255"), InlineData("c", "-32768"), InlineData("d", "65535"), InlineData("e", "4294967295"), InlineData("e", "4e9")]
    [InlineData("f", "18446744073709551615"), InlineData("f", "1.8446744073709551615e19"), InlineData("f", "0"), InlineData("f", "-0"), InlineData("g", "1e-50"), InlineData("h", "12")]
    [InlineData("i", "\"é\""), InlineData("i", "\"\\u0000\""), InlineData("i", "\"\\\"\"")]
    [InlineData("j", "\"2026-01-31T09:30:00Z\""), InlineData("j", "\"2026-01-31T09:30:00.1234567+02:00\""), InlineData("k", "\"2024-02-29T23:59:59-14:00\""), InlineData("k", "\"2026-01-31\\u005409:30:00Z\"")]
    [InlineData("l", "\"2024-02-29\""), InlineData("m", "\"23:59:59.9\""), InlineData("n", "\"-1.02:03:04.5\""), InlineData("n", "\"00:00:00\""), InlineData("n", "\"10675199.02:48:05.4775807\"")]
    [InlineData("o", "\"0F8FAD5B-d9cb-469f-a165-70867728950e\""), InlineData("p", "\"mailto:a@b.example\""), InlineData("q", "\"\""), InlineData("q", "\"AAE=\"")]
    [InlineData("r", "\"-170141183460469231731687303715884105728\""), InlineData("s", "\"340282366920938463463374607431768211455\""), InlineData("t", "\"-12345678901234567890123456789012345678901234567890\""), InlineData("t", "\"0\"")]
    [InlineData("u", "null"), InlineData("v", "null"), InlineData("w", "[]")]
    public void Is_taken(string member, string json) => Assert.Empty(Violations(member, json));

    [Theory]
    [InlineData("a", "-129"), InlineData("a", "128"), InlineData("b", "-1"), InlineData("b", "256"), InlineData("b", "1.5"), InlineData("c", "\"1\""), InlineData("d", "65536"), InlineData("e", "4294967296")]
    [InlineData("f", "18446744073709551616"), InlineData("f", "-1"), InlineData("f", "1e400"), InlineData("g", "1e39"), InlineData("g", "1.1"), InlineData("h", "13"), InlineData("h", "0")]
    [InlineData("i", "\"\""), InlineData("i", "\"ab\""), InlineData("i", "\"😀\""), InlineData("i", "97")]
    [InlineData("j", "\"2026-01-31T09:30:00\""), InlineData("j", "\"2026-01-31\""), InlineData("j", "\"2026-01-31 09:30:00Z\""), InlineData("j", "\"2026-02-29T09:30:00Z\""), InlineData("j", "\"2026-01-31T24:00:00Z\"")]
    [InlineData("j", "\"2026-01-31T09:30:60Z\""), InlineData("j", "\"2026-01-31T09:30:00.12345678Z\""), InlineData("j", "\"2026-01-31T09:30:00.Z\""), InlineData("k", "\"2026-01-31t09:30:00z\""), InlineData("k", "\"2026-01-31T09:30:00+15:00\"")]
    [InlineData("k", "\" 2026-01-31T09:30:00Z\""), InlineData("k", "\"0001-01-01T00:00:00+14:00\""), InlineData("k", "\"2026-01-31T09:30:00+0200\""), InlineData("k", "1769851800")]
    [InlineData("l", "\"2023-02-29\""), InlineData("l", "\"2023-2-9\""), InlineData("l", "\"2023-02-09T00:00:00Z\""), InlineData("m", "\"10:30\""), InlineData("m", "\"10:30:00Z\""), InlineData("m", "\"24:00:00\""), InlineData("m", "\"1:30:00 PM\"")]
    [InlineData("n", "\"90\""), InlineData("n", "\"PT1H\""), InlineData("n", "\"24:00:00\""), InlineData("n", "\"1:30:00\""), InlineData("n", "\"+01:30:00\""), InlineData("n", "\"99999999.00:00:00\""), InlineData("n", "\"1.5\""), InlineData("n", "\".01:30:00\"")]
    [InlineData("o", "\"0f8fad5bd9cb469fa16570867728950e\""), InlineData("o", "\"{0f8fad5b-d9cb-469f-a165-70867728950e}\""), InlineData("o", "\" f8fad5b-d9cb-469f-a165-70867728950e\""), InlineData("o", "null")]
    [InlineData("p", "\"\""), InlineData("p", "\"/etc/passwd\""), InlineData("p", "\"example.com\""), InlineData("p", "\"https://\""), InlineData("p", "\"http://a b/\""), InlineData("p", "\"1http://a/\""), InlineData("p", "null")]
    [InlineData("q", "\"A\""), InlineData("q", "\"AA==\\n\""), InlineData("q", "\"AA\""), InlineData("q", "\"AB==\""), InlineData("q", "\"_-==\""), InlineData("q", "[1,2]")]
    [InlineData("r", "\"170141183460469231731687303715884105728\""), InlineData("r", "\"+1\""), InlineData("r", "\"01\""), InlineData("r", "\"-0\""), InlineData("r", "\"\""), InlineData("r", "1"), InlineData("s", "\"-1\""), InlineData("t", "\"1e5\""), InlineData("t", "\" 1\"")]
    [InlineData("w", "[null]"), InlineData("w", "[\"2023-02-29\"]")]
    public void Is_refused(string member, string json)
    {
        var violation = Assert.Single(Violations(member, json));
        Assert.StartsWith("/" + member, violation.Pointer, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_longer_than_any_value_is_refused_and_costs_no_more_than_itself()
    {
        foreach (var member in "ijklmnopqrst")
            Assert.Single(Violations(member.ToString(), $"\"{new string('9', 100_001)}\""));
    }

    private static IReadOnlyList<SchemaViolation> Violations(string member, string json)
    {
        const string Valid = """
            {"a":0,"b":0,"c":0,"d":0,"e":0,"f":0,"g":0,"h":1,"i":"x","j":"2026-01-31T09:30:00Z","k":"2026-01-31T09:30:00Z","l":"2026-01-31","m":"09:30:00","n":"01:30:00",
            "o":"0f8fad5b-d9cb-469f-a165-70867728950e","p":"https://example.com/","q":"AA==","r":"0","s":"0","t":"0","u":null,"v":null,"w":[]}
            """;
        var document = System.Text.Json.Nodes.JsonNode.Parse(Valid)!.AsObject();
        var text = document.ToJsonString();
        var start = text.IndexOf($"\"{member}\":", StringComparison.Ordinal) + 4;
        var old = document[member]?.ToJsonString() ?? "null";
        text = text[..start] + json + text[(start + old.Length)..];
        Contract.TryRead(System.Text.Encoding.UTF8.GetBytes(text), out _, out var violations);
        return violations;
    }
}

/// <summary>One of everything.</summary>
public sealed record Scalars(
    sbyte A, byte B, short C, ushort D, uint E, ulong F, [property: Range(0, 1)] float G, [property: Range(1, 12)] byte H, char I, DateTime J, DateTimeOffset K, DateOnly L,
    TimeOnly M, TimeSpan N, Guid O, Uri P, byte[] Q, Int128 R, UInt128 S, BigInteger T, Guid? U, Uri? V, IReadOnlyList<DateOnly> W);

internal partial interface IScalars
{
    [Prompt("One of everything.", Model = "google/gemma-3-27b-it")]
    Task<Scalars> AskAsync();
}
