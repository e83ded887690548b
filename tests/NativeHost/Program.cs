using System.Diagnostics;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using PromptGen;
using PromptGen.Testing;

// What a host does with PromptGen, each step checked: options from configuration, a client from the container, over IChatClient and back, spans, and a host that does not start.
await using var server = await LocalChatServer.StartAsync();
var spans = new List<string>();
using var listener = new ActivityListener
{
    ShouldListenTo = static source => source.Name == "PromptGen",
    Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
    ActivityStopped = activity => spans.Add(activity.DisplayName),
};
ActivitySource.AddActivityListener(listener);

using var host = BuildHost(new() { ["ApiKey"] = "key", ["Parameters:Temperature"] = "0.5", ["Parameters:Stop:0"] = "END", ["MaxRepairs"] = "2", ["TotalTimeout"] = "00:01:00" });
await host.StartAsync();
var capitals = host.Services.GetRequiredService<ICapitals>();
Check("an answer", (await capitals.FindAsync("France")).City.Length > 0);
using var sent = JsonDocument.Parse(server.Requests[0].Body);
Check("parameters from configuration", sent.RootElement.GetProperty("temperature").GetDouble() == 0.5 && sent.RootElement.GetProperty("stop").GetString() == "END");
Check("the key from configuration", server.Requests[0].Authorization == "Bearer key");
server.Enqueue(ScriptedReply.Content("{}"));
Check("a repair", (await capitals.FindAsync("Spain")).City.Length > 0 && server.Requests.Count == 3);
Check("spans", spans.Count(static name => name.StartsWith("chat", StringComparison.Ordinal)) == 3);
using var bridge = host.Services.GetRequiredService<IChatTransport>().AsIChatClient();
Check("an answer by way of IChatClient", (await ICapitals.Create(bridge.AsIChatTransport()).FindAsync("Italy")).City.Length > 0);
await host.StopAsync();

using var faulty = BuildHost(new() { ["MaxRepairs"] = "-1" });
try
{
    await faulty.StartAsync();
    Check("options that have a fault", false);
}
catch (OptionsValidationException exception)
{
    Check("options that have a fault", exception.Message.Contains("PromptGen:ApiKey", StringComparison.Ordinal) && exception.Message.Contains("PromptGen:MaxRepairs", StringComparison.Ordinal));
}

return Environment.ExitCode;

IHost BuildHost(Dictionary<string, string?> options)
{
    var builder = Host.CreateEmptyApplicationBuilder(null);
    builder.Configuration.AddInMemoryCollection(options.Append(new("BaseAddress", server.BaseAddress.ToString())).Select(static option => KeyValuePair.Create("PromptGen:" + option.Key, option.Value)));
    builder.Services.AddPromptGen(builder.Configuration.GetSection("PromptGen")).AddPromptClient<ICapitals>();
    return builder.Build();
}

static void Check(string what, bool holds)
{
    Console.WriteLine($"{(holds ? "passed" : "FAILED")}: {what}");
    if (!holds)
        Environment.ExitCode = 1;
}

internal partial interface ICapitals
{
    [Prompt("What is the capital of {country}?", Model = "google/gemma-3-27b-it")]
    Task<Capital> FindAsync(string country, CancellationToken cancellationToken = default);
}

internal sealed record Capital(string City, long Inhabitants);
