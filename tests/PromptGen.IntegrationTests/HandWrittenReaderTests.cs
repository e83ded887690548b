using System.Text;
using System.Text.Json;
using CsCheck;
using PromptGen.Benchmarks;

namespace PromptGen.IntegrationTests;

/// <summary>What PromptGen is measured against does the same: the reader by hand takes the same documents, and no others.</summary>
public sealed class HandWrittenReaderTests
{
    [Fact]
    public void It_takes_the_documents_that_the_contract_takes()
    {
        var document = Documents.Make(2_000);
        var rejected = 0;
        Gen.Select(Gen.Int[0, document.Length - 1], Gen.OneOf("\"{}[],:\\x0159-.eE \n".Select(static c => (byte)c).ToArray()), Gen.Int[0, 3]).Sample(
            (at, put, kind) =>
            {
                byte[] changed = kind switch
                {
                    0 => [.. document[..at], put, .. document[(at + 1)..]],
                    1 => [.. document[..at], put, .. document[at..]],
                    2 => [.. document[..at], .. document[(at + 1)..]],
                    _ => document[..at],
                };
                var isValid = Contracts.Report.TryRead(changed, out var expected, out _);
                if (!isValid)
                    Interlocked.Increment(ref rejected);
                Assert.True(isValid == TryRead(changed, out var report), $"The contract says {isValid}: {Encoding.UTF8.GetString(changed)}");
                if (isValid)
                    Assert.Equal(Contracts.Report.ToJson(expected!), Contracts.Report.ToJson(report!));
            },
            iter: 20_000);
        Assert.True(rejected > 5_000);
    }

    private static bool TryRead(byte[] document, out Report? report)
    {
        report = null;
        try
        {
            report = HandWrittenReader.Read(document);
            return true;
        }
        catch (Exception exception) when (exception is FormatException or JsonException or InvalidOperationException)
        {
            return false;
        }
    }
}
