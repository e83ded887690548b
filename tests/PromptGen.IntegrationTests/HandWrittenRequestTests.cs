using System.Text;
using PromptGen.Benchmarks;

namespace PromptGen.IntegrationTests;

/// <summary>What PromptGen is measured against sends the same: byte for byte.</summary>
public sealed class HandWrittenRequestTests
{
    [Fact]
    public void The_requests_by_hand_are_those_that_are_sent()
    {
        AssertSame(HandWrittenRequests.Report, IReporter.PromptRequests.Report(Asked.Product, Asked.Day, Asked.Entries).Request.ToJson());
        AssertSame(HandWrittenRequests.Story, IReporter.PromptRequests.Tell(Asked.Topic, Asked.Words).Request.ToJson(stream: true));
        AssertSame(HandWrittenRequests.List, IReporter.PromptRequests.List(Asked.Product, Asked.Entries).Request.ToJson(stream: true));
    }

    private static void AssertSame(ReadOnlyMemory<byte> byHand, string sent) => Assert.Equal(Encoding.UTF8.GetString(byHand.Span), sent);
}
