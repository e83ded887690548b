using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;
using PromptGen.Generator.Analyzers;

namespace PromptGen.Generator.Tests;

/// <summary>PG5xxx: where they are reported, and what is left alone.</summary>
public sealed class UseRuleTests
{
    private const string Key = "0123456789abcdef0123456789abcdef";

    [Theory]
    [InlineData("{|PG5001:\"" + Key + "\"|}")]
    [InlineData("{|PG5001:\"sk-0123456789abc\"|}")]
    [InlineData("{|PG5001:\"sk-\" + \"" + Key + "\"|}")]
    [InlineData("{|PG5001:$\"sk-{Keys.Const}\"|}")]
    [InlineData("{|PG5001:Keys.Const|}")]
    [InlineData("{|PG5001:Keys.Field|}")]
    [InlineData("({|PG5001:Keys.Field|})")]
    [InlineData("Environment.GetEnvironmentVariable(\"AIMLAPI_KEY\") ?? {|PG5001:\"" + Key + "\"|}")]
    [InlineData("text is null ? {|PG5001:\"" + Key + "\"|} : {|PG5001:Keys.Const|}")]
    [InlineData("text is null ? text : text ?? {|PG5001:Keys.Const|}")]
    [InlineData("text switch { null => {|PG5001:Keys.Const|}, _ => text }")]
    public Task PG5001_marks_a_key(string value) => Verify.Analyzer<ApiKeyAnalyzer>(WithKey(value));

    [Theory]
    [InlineData("null")]
    [InlineData("\"\"")]
    [InlineData("\"ollama\"")]
    [InlineData("\"fifteen-letters\"")]
    [InlineData("\"the key goes right here\"")]
    [InlineData("text")]
    [InlineData("text + \"" + Key + "\"")]
    [InlineData("Environment.GetEnvironmentVariable(\"A_VARIABLE_WITH_A_LONG_NAME\")")]
    [InlineData("Environment.GetEnvironmentVariable(\"A_VARIABLE_WITH_A_LONG_NAME\") ?? \"ollama\"")]
    [InlineData("System.IO.File.ReadAllText(\"/run/secrets/aimlapi-key\").Trim()")]
    public Task What_is_no_key_in_the_source_is_left_alone(string value) => Verify.Analyzer<ApiKeyAnalyzer>(WithKey(value));

    [Fact]
    public Task PG5001_is_about_the_options_of_PromptGen() => Verify.Analyzer<ApiKeyAnalyzer>($$"""
        public static class Use
        {
            public static void Do(HttpChatTransportOptions options, Other other)
            {
                options.ApiKey = {|PG5001:"{{Key}}"|};
                options.ApiKey ??= {|PG5001:"{{Key}}"|};
                other.ApiKey = "{{Key}}";
                other.Options.ApiKey = {|PG5001:"{{Key}}"|};
                options.BaseAddress = new("https://api.aimlapi.com/v1/");
                if (options.ApiKey == "{{Key}}")
                    return;
            }
        }

        public sealed class Other
        {
            public string? ApiKey { get; set; }

            public HttpChatTransportOptions Options { get; } = new() { ApiKey = {|PG5001:"{{Key}}"|} };
        }
        """);

    [Fact]
    public Task The_message_of_PG5001_does_not_have_the_key() => Verify.Analyzer<ApiKeyAnalyzer>(
        WithKey($"{{|#0:\"{Key}\"|}}"),
        expected: [new DiagnosticResult("PG5001", DiagnosticSeverity.Warning).WithLocation(0).WithMessage("A key in the source is everybody's who reads it; take it from configuration or an environment variable")]);

    [Theory]
    [InlineData("return new HttpChatTransport({|PG5002:new HttpClient()|});")]
    [InlineData("return new HttpChatTransport({|PG5002:new()|});")]
    [InlineData("return new HttpChatTransport(options: null, client: {|PG5002:new HttpClient { Timeout = TimeSpan.FromSeconds(5) }|});")]
    [InlineData("var client = {|PG5002:new HttpClient()|}; return new HttpChatTransport(client);")]
    [InlineData("HttpClient client = {|PG5002:new()|}; return new HttpChatTransport(client);")]
    [InlineData("using (var client = {|PG5002:new HttpClient()|}) return new HttpChatTransport(client);")]
    [InlineData("var client = shared ?? {|PG5002:new HttpClient()|}; return new HttpChatTransport(client);")]
    [InlineData("return new HttpChatTransport(shared is null ? {|PG5002:new HttpClient()|} : shared);")]
    [InlineData("return new HttpChatTransport({|PG5002:new HttpClient(new SocketsHttpHandler())|});")]
    [InlineData("var handler = new HttpClientHandler(); return new HttpChatTransport({|PG5002:new HttpClient(handler, true)|});")]
    [InlineData("return new HttpChatTransport({|PG5002:new MyClient()|});")]
    public Task PG5002_marks_a_client_that_a_method_makes(string body) => Verify.Analyzer<HttpClientAnalyzer>($$"""
        using System.Net.Http;

        public static class Use
        {
            public static IChatTransport Make(HttpClient? shared) { {{body}} }
        }

        public sealed class MyClient : HttpClient;
        """);

    [Theory]
    [InlineData("return new HttpChatTransport(client);")]
    [InlineData("var mine = client; return new HttpChatTransport(mine);")]
    [InlineData("return new HttpChatTransport(Shared);")]
    [InlineData("return new HttpChatTransport(factory.CreateClient());")]
    [InlineData("var mine = factory.CreateClient(); return new HttpChatTransport(mine);")]
    [InlineData("return new HttpChatTransport(new HttpClient(handler, disposeHandler: false));")]
    [InlineData("var other = new HttpClient(); return other.Timeout > default(TimeSpan) ? null : null;")]
    [InlineData("return Lazy.Value;")]
    public Task A_client_from_elsewhere_is_left_alone(string body) => Verify.Analyzer<HttpClientAnalyzer>($$"""
        using System.Net.Http;

        public interface IHttpClientFactory
        {
            HttpClient CreateClient();
        }

        public static class Use
        {
            private static readonly HttpClient Shared = new();

            private static readonly Lazy<IChatTransport> Lazy = new(() => new HttpChatTransport(new HttpClient()));

            public static IChatTransport? Make(HttpClient client, HttpMessageHandler handler, IHttpClientFactory factory) { {{body}} }
        }
        """);

    [Fact]
    public Task What_runs_once_may_make_its_client() => Verify.Analyzer<HttpClientAnalyzer>("""
        using System.Net.Http;

        public sealed class Use
        {
            private static readonly IChatTransport One = new HttpChatTransport(new HttpClient());

            private static readonly IChatTransport Two;

            private readonly IChatTransport _three = new HttpChatTransport(new());

            private readonly IChatTransport _four;

            static Use() => Two = new HttpChatTransport(new HttpClient());

            public Use()
            {
                var client = new HttpClient();
                _four = new HttpChatTransport(client);
                Services.AddSingleton(_ => new HttpChatTransport(new HttpClient()));
                Services.AddTransient(_ => new HttpChatTransport({|PG5002:new HttpClient()|}));
            }

            public IChatTransport Five { get; } = new HttpChatTransport(new HttpClient());

            public IChatTransport Six => new HttpChatTransport({|PG5002:new HttpClient()|});

            public static async Task Main()
            {
                using var client = new HttpClient();
                foreach (var _ in new IChatTransport[] { new HttpChatTransport(new HttpClient()) })
                    await new HttpChatTransport(client).SendAsync(new([]));
            }
        }

        public class Base(IChatTransport transport)
        {
            public IChatTransport Transport => transport;
        }

        public class Derived() : Base(new HttpChatTransport(new HttpClient()))
        {
            public Derived(int _) : this() => GC.KeepAlive(new HttpChatTransport(new HttpClient()));
        }

        public class Other : Base
        {
            public Other() : base(new HttpChatTransport(new HttpClient()))
            {
            }
        }

        public static class Services
        {
            public static void AddSingleton(Func<object, IChatTransport> make) => make(make);

            public static void AddTransient(Func<object, IChatTransport> make) => make(make);
        }
        """);

    [Fact]
    public Task A_program_may_make_its_client_outside_of_loops_and_functions() => Verify.Analyzer<HttpClientAnalyzer>(
        """
        using System.Net.Http;

        using var client = new HttpClient();
        var transport = new HttpChatTransport(client);
        for (var first = new HttpChatTransport(new HttpClient()); first is null;)
            Console.WriteLine(first);
        foreach (var question in args)
        {
            await new HttpChatTransport(client).SendAsync(new([]));
            await new HttpChatTransport({|PG5002:new HttpClient()|}).SendAsync(new([]));
        }

        while (args.Length > 5)
        {
            using var mine = {|PG5002:new HttpClient()|};
            await new HttpChatTransport(mine).SendAsync(new([]));
        }

        Func<IChatTransport> make = () => new HttpChatTransport({|PG5002:new HttpClient()|});
        Func<IChatTransport> share = () => new HttpChatTransport(client);
        Console.WriteLine($"{make()}{share()}{Local()}{transport}");

        IChatTransport Local() => new HttpChatTransport({|PG5002:new HttpClient()|});
        """,
        kind: OutputKind.ConsoleApplication);

    [Fact]
    public Task PG5002_says_why_and_what_to_do() => Verify.Analyzer<HttpClientAnalyzer>(
        "public static class Use { public static IChatTransport Make() => new HttpChatTransport({|#0:new System.Net.Http.HttpClient()|}); }",
        expected: [new DiagnosticResult("PG5002", DiagnosticSeverity.Info).WithLocation(0).WithMessage("Each HttpClient has connections of its own, and this one is made anew with each run of the code around it; keep one for the application, or use IHttpClientFactory")]);

    private static string WithKey(string value) => $$"""
        public static class Use
        {
            public static HttpChatTransportOptions Make(string? text) => new() { ApiKey = {{value}} };
        }

        public static class Keys
        {
            public const string Const = "{{Key}}";
            public static readonly string Field = "{{Key}}";
        }
        """;
}
