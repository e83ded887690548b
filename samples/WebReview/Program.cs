using PromptGen;
using WebReview;

var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });

// Without a key there is still a real server, in this process.
var key = builder.Configuration["AIMLAPI_KEY"]?.Trim();
await using var local = string.IsNullOrEmpty(key) ? await LocalModel.StartAsync() : null;

builder.Services.AddPromptGen(builder.Configuration.GetSection("PromptGen")).AddPromptClient<IReviewer>();
builder.Services.Configure<PromptGenOptions>(options =>
{
    options.ApiKey = local is null ? key : "local";
    options.BaseAddress = local?.BaseAddress ?? options.BaseAddress;
});
builder.Services.AddHttpContextAccessor().AddSingleton<IPromptObserver, CallObserver>();

// What comes from outside: so much, of this form, or an answer that says what is wrong.
builder.WebHost.ConfigureKestrel(static server => server.Limits.MaxRequestBodySize = 256 * 1024);
builder.Services.Configure<RouteHandlerOptions>(static options => options.ThrowOnBadRequest = false);
builder.Services.ConfigureHttpJsonOptions(static options => options.SerializerOptions.TypeInfoResolverChain.Insert(0, ReviewJson.Default));
builder.Services.AddProblemDetails().AddValidation();

await using var app = builder.Build();
app.UseExceptionHandler().UseStatusCodePages();
app.Use(static (context, next) =>
{
    context.Response.Headers.ContentSecurityPolicy = "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'";
    context.Response.Headers.XContentTypeOptions = "nosniff";
    return next(context);
});
app.UseFileServer();

app.MapGet("/settings", () => new PageSettings(local is not null, ReviewRequest.MaxLength));
app.MapPost("/reviews", (ReviewRequest request, IReviewer reviewer, HttpContext context, CancellationToken aborted) =>
{
    var review = new Review(reviewer, request.Text, local?.Prepare(request.Text, request.Mistake));
    context.Features.Set(review);
    return TypedResults.ServerSentEvents(review.RunAsync(aborted));
});

await app.RunAsync();
