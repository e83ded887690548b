using Microsoft.Extensions.AI;

namespace PromptGen.Extensions.Tests;

/// <summary>What a chat client says of itself to PromptGen's telemetry.</summary>
public sealed class InstrumentedClientTests
{
    [Fact]
    public void A_client_with_spans_of_its_own_is_told_by_them()
    {
        using var client = new ScriptedChatClient();
        using var instrumented = client.AsBuilder().UseOpenTelemetry().Build();
        Assert.False(Describe(client).HasOwnTelemetry);
        Assert.True(Describe(instrumented).HasOwnTelemetry);
        Assert.Equal(("scripted", "scripted.example", 443), (Describe(client).ProviderName, Describe(client).ServerAddress, Describe(client).ServerPort));
    }

    private static ChatTransportDescription Describe(IChatClient client) => Assert.IsAssignableFrom<IDescribedChatTransport>(client.AsIChatTransport()).Description;
}
