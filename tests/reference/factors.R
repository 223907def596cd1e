# Reference values for survey_seg/stats (correlation, adequacy, retention, factor, rotation, imputation).
# Run: Rscript tests/reference/factors.R path/to/statsmodels/datasets/anes96/anes96.csv > tests/reference/factors.json
suppressMessages({library(psych); library(GPArotation); library(jsonlite)})

# A made-up battery without random numbers: sines of incommensurable frequencies stand for factors and errors.
primes <- c(2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41)
people <- 1:240
wave <- sapply(sqrt(primes), function(frequency) sin(people * frequency))
factors <- cbind(wave[, 1], 0.4 * wave[, 1] + wave[, 2], wave[, 3] - 0.3 * wave[, 2])
size <- c(0.9, 0.8, 0.7, 0.6, 1, 0.75, 0.65, 0.85, 0.7)
made <- sapply(1:9, function(j) size[j] * factors[, (j - 1) %/% 3 + 1] + 0.15 * factors[, j %% 3 + 1] + 0.7 * wave[, j + 4])
made[, 9] <- -made[, 9]
weights <- 1 + people %% 3
holes <- made
holes[(outer(7 * people, 3 * (1:9), "+")) %% 23 == 0] <- NA

pairwise_weighted <- function(x, w) {
  p <- ncol(x)
  R <- diag(p)
  for (i in seq_len(p)) for (j in seq_len(p)) if (i != j) {
    both <- complete.cases(x[, c(i, j)])
    R[i, j] <- cov.wt(x[both, c(i, j)], w[both], cor = TRUE, method = "ML")$cor[1, 2]
  }
  R
}

solution <- function(data, m) {
  R <- unname(cor(data))
  n <- nrow(data)
  none <- suppressWarnings(fa(R, m, n.obs = n, rotate = "none", fm = "minres"))
  L <- unclass(none$loadings)
  straight <- varimax(L, eps = 1e-15)
  slanted <- GPArotation::oblimin(L, eps = 1e-7, maxit = 10000)
  likely <- suppressWarnings(fa(R, m, n.obs = n, rotate = "none", fm = "ml"))
  powers <- kaiser(L, rotate = "Promax")
  means <- GPArotation::geominQ(L, delta = 0.01, eps = 1e-7, maxit = 10000)
  general <- suppressMessages(suppressWarnings(omega(R, m, fm = "minres", plot = FALSE)))
  capture.output(scale <- suppressWarnings(alpha(data[, 1:3])))  # it prints advice
  score <- function(method) unname(factor.scores(R, slanted$loadings, slanted$Phi, method = method)$weights)
  kmo <- KMO(R)
  test <- cortest.bartlett(R, n)
  list(
    n = n, correlation = R, kmo = kmo$MSA, kmo_items = unname(kmo$MSAi),
    bartlett = list(chi2 = test$chisq, df = test$df, p = test$p.value),
    eigenvalues = eigen(R)$values, map = vss(R, n = m + 2, n.obs = n, fm = "minres", plot = FALSE)$map,
    loadings = unname(L), communality = unname(none$communality), variance = unname(none$Vaccounted[1, ]),
    varimax = unname(unclass(straight$loadings)),
    oblimin = unname(slanted$loadings), phi = unname(slanted$Phi),
    oblimin_variance = diag(slanted$Phi %*% t(slanted$loadings) %*% slanted$loadings),
    weights_regression = score("Thurstone"), weights_bartlett = score("Bartlett"), weights_tenberge = score("tenBerge"),
    ml = unname(unclass(likely$loadings)), promax = unname(unclass(powers$loadings)), promax_phi = unname(powers$Phi),
    geomin = unname(unclass(means$loadings)), geomin_phi = unname(means$Phi),
    alpha = list(raw = scale$total$raw_alpha, standardised = scale$total$std.alpha,
                 item_rest = scale$item.stats$r.drop, dropped = scale$alpha.drop$raw_alpha),
    omega = list(hierarchical = general$omega_h, total = general$omega.tot)
  )
}

chance <- function(n, p, draws = 2000) {
  set.seed(20)
  values <- replicate(draws, eigen(cor(matrix(rnorm(n * p), n, p)), only.values = TRUE)$values)
  apply(values, 1, quantile, 0.95)
}

anes <- read.table(commandArgs(trailingOnly = TRUE)[1], header = TRUE, sep = "\t", quote = "'")
items <- c("selfLR", "ClinLR", "DoleLR", "PID", "TVnews", "educ", "income", "age")
anes <- as.matrix(anes[, items])
twins <- cor(cbind(made, made[, 1]))

result <- list(
  software = list(R = R.version.string, psych = as.character(packageVersion("psych")),
                  GPArotation = as.character(packageVersion("GPArotation"))),
  made = list(
    first_rows = made[1:3, ],
    complete = solution(made, 3),
    weighted = cov.wt(made, weights, cor = TRUE, method = "ML")$cor,
    weighted_covariance = cov.wt(made, weights, method = "ML")$cov,
    pairwise = cor(holes, use = "pairwise"),
    pairwise_weighted = pairwise_weighted(holes, weights),
    effective_base = 1 / sum((weights / sum(weights))^2),
    quantiles = unname(quantile(made[, 1], c(0.01, 0.25, 0.5, 0.99), type = 1)),
    fiml_covariance = unname(corFiml(holes, covar = TRUE)$cov),
    smoothed_twins = unname(suppressWarnings(cor.smooth(twins))),
    chance = chance(240, 9)
  ),
  anes96 = solution(anes, 2)
)
cat(toJSON(result, digits = 15, auto_unbox = TRUE), "\n")
