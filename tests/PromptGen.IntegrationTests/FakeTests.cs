using NSubstitute;

namespace PromptGen.IntegrationTests;

/// <summary>A prompt interface stays an interface: whoever consumes one can be tested without a model.</summary>
public sealed class FakeTests
{
    private static readonly Review Good = new("Good", Sentiment.Positive, 5, 0.9, null, 1, true, [], null);

    [Fact]
    public async Task A_mock_stands_in_for_the_client()
    {
        var reviewer = Substitute.For<IReviewer>();
        reviewer.ReviewAsync("kettle", Arg.Any<string>(), Arg.Any<CancellationToken>()).Returns(Good);
        reviewer.TryReviewAsync("toaster", Arg.Any<CancellationToken>()).Returns(PromptResult.Refused<Review>("No toasters."));

        Assert.Same(Good, await ReviewAsync(reviewer, "kettle"));
        await Assert.ThrowsAsync<PromptRefusedException>(async () => _ = (await reviewer.TryReviewAsync("toaster", TestContext.Current.CancellationToken)).Value);
        await reviewer.Received(1).ReviewAsync("kettle", "everyone", TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_class_written_by_hand_stands_in_for_the_client() => Assert.Same(Good, await ReviewAsync(new ByHand(), "kettle"));

    [Fact]
    public async Task A_transport_written_by_hand_stands_in_for_the_server()
    {
        var transport = Substitute.For<IChatTransport>();
        transport.SendAsync(Arg.Any<ChatRequest>(), Arg.Any<CancellationToken>()).Returns(new ChatCompletion { Content = "Hello" });
        Assert.Equal("Hello", await IReviewer.Create(transport).DescribeAsync("kettle", TestContext.Current.CancellationToken));
        await transport.Received(1).SendAsync(
            Arg.Is<ChatRequest>(static request => request.Messages[1].Content == "Describe kettle in one sentence."), Arg.Any<CancellationToken>());
    }

    [Fact]
    public void A_client_can_be_made_by_its_type_alone()
    {
        Assert.IsAssignableFrom<IReviewer>(Make<IReviewer>(Substitute.For<IChatTransport>()));
        Assert.IsAssignableFrom<ICheapReviewer>(Make<ICheapReviewer>(Substitute.For<IChatTransport>()));
        Assert.Throws<ArgumentNullException>(static () => Make<IReviewer>(null!));
    }

    private static T Make<T>(IChatTransport transport)
        where T : class, IPromptClient<T> => T.Create(transport);

    private static Task<Review> ReviewAsync(IReviewer reviewer, string product) => reviewer.ReviewAsync(product, cancellationToken: TestContext.Current.CancellationToken);

    private sealed class ByHand : IReviewer
    {
        public Task<string> DescribeAsync(string product, CancellationToken cancellationToken = default) => Task.FromResult(product);

        public Task<Review> ReviewAsync(string product, string audience = "everyone", CancellationToken cancellationToken = default) => Task.FromResult(Good);

        public ValueTask<PromptResult<Review>> TryReviewAsync(string product, CancellationToken cancellationToken = default) => new(PromptResult.Completed(Good));
    }
}
